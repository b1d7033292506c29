### 基础的文字
text = { $text }
n-rows = { $n } 行
n-columns = { $n } 列
did-you-mean = 您是指 { $names } 吗？
separator-comma = 逗号
separator-semicolon = 分号
separator-tab = 制表符
separator-bar = 竖线
