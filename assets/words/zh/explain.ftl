## 模型为什么这样判断
explain-others-note = 模型使用 { $n } 列。这里分别说明最重要的 { $apart } 列，其余 { $others } 列合在一起算作一项。
explain-others = 其余各列合计（{ $n } 列）
explain-nothing = 没有特别突出的值
explain-short = { $reasons }
explain-reason = { $what }（{ $usual }）

## 客户自己的值
explain-value = { $column } { $value }
explain-no-value = { $column } 没有值
explain-products = 使用 { $n } 项产品
explain-age = 年龄 { $n }
explain-place = 位于 { $value }
explain-active = 是活跃客户
explain-inactive = 不是活跃客户
explain-card = 有信用卡
explain-no-card = 没有信用卡

## 有多常见
explain-above = 高于 { $share } 的客户；一半客户在 { $low } 到 { $high } 之间
explain-below = 低于 { $share } 的客户；一半客户在 { $low } 到 { $high } 之间
explain-within = 属于常见范围；一半客户在 { $low } 到 { $high } 之间
explain-as-many = { $share } 的客户也是如此
explain-new = 用来比较的客户中没有这样的值

## 图表
chart-importance-title = 模型依靠哪些列
chart-importance = 打乱该列后 AUC 的下降
chart-importance-part = { $column } { $mean } ± { $sd }
chart-importance-alt = 在留出的客户中打乱某一列后 AUC 的下降：{ $parts }。
chart-importance-idle = 有 { $n } 列在这里不重要（没有其中任何一列，客户的排序也一样好）：{ $columns }
chart-number = { $n }
chart-value-other = 其他值
chart-value-missing = 没有值
chart-dependence-title = “{ $class }”的概率随 { $column } 的变化
chart-dependence-y = 概率
chart-dependence-alt = 其他条件不变时，“{ $class }”的概率随 { $column } 的变化：在 { $low } 处最低（{ $least }），在 { $high } 处最高（{ $most }）。
chart-pushes-title = 概率是怎样得来的
chart-pushes-base = 平均水平
chart-pushes-total = 这位客户
chart-pushes-x = 概率（百分比）
