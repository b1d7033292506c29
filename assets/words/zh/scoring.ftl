### 为新客户打分的文字

scoring-missing = 表中缺少模型要读取的列。缺少：{ $columns }。
scoring-missing-hint = 请使用列相同的表，或指定由哪些列来代替。
scoring-rename-not-read = 模型不读取“{ $column }”列。
scoring-rename-not-there = 文件中没有“{ $column }”列。
scoring-rename-hint = 请先写模型的列，再写文件中代替它的列。
scoring-rename-twice = “{ $column }”指定了两次：一列只能代替另一列。
scoring-rename-twice-hint = 每一列只指定一次。
scoring-renamed = “{ $column }”已作为“{ $read }”读取。
scoring-text-number = 第 { $row } 行的“{ $column }”列是“{ $cell }”，这里应该是数字。
scoring-text-date = 第 { $row } 行的“{ $column }”列是“{ $cell }”，这里应该是日期。
scoring-text-hint = 请更正或清空这个单元格，然后重试。
scoring-no-numbers = “{ $column }”列是日期，而模型学习时这里是数字。
scoring-no-dates = “{ $column }”列是数字，而模型学习时这里是日期。
scoring-other-kind-hint = 请检查这一列是否就是模型训练时的那一列。
scoring-broken = 这个模型前后不一致：其中的网络与列对不上。
scoring-broken-hint = 请从结果页重新保存模型。

## 新客户与模型学习时的客户是否相像
scoring-drift-column = { $column }（稳定性指数 { $psi }）
scoring-drifted = 有 { $n } 列与模型学习时大不相同，概率可能不准：{ $columns }。请用较新的客户重新训练。
scoring-shifted = 有 { $n } 列与模型学习时相比有所偏移：{ $columns }。
scoring-drift-too-few = 有 { $n } 列看起来不同，但客户这么少，可能只是偶然：{ $columns }。
scoring-stable = 每一列上，这些客户都与模型学习时的客户相像。
scoring-unseen = 有 { $n } 位客户在“{ $column }”列中的值是模型学习时没有人有过的，例如“{ $example }”。
scoring-rare = 有 { $n } 位客户在“{ $column }”列中的值很少见或没有见过，例如“{ $example }”。

## 新客户的联系名单
scoring-calls = 联系名单有 { $n } 位客户，概率最高的在前；{ $explained ->
    [0] 约十分之一标记为不联系。
   *[other] 约十分之一标记为不联系。前 { $explained } 位附有原因。
}
scoring-calls-none = 联系名单上没有客户。
scoring-calls-already = 另有 { $n } 位客户不会列入名单：“{ $label }”已是“{ $class }”。
scoring-calls-unknown = 有 { $n } 位客户的“{ $label }”是模型不认识的值：即使它表示“{ $class }”，这些客户也仍可能在名单上。
scoring-calls-most = 名单最多列 { $most } 位客户。
scoring-calls-no-reasons = 此模型由较早的版本保存，无法说明原因。重新运行分析后即可给出原因。
