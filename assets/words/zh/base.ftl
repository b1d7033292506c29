### Words of base
text = { $text }
n-rows = { $n } 行
n-columns = { $n } 列
