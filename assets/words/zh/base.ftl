### Words of base
text = { $text }
n-rows = { $n } 行
n-columns = { $n } 列
n-customers = { $n } 位客户
