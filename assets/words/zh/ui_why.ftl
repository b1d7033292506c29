### 窗口中说明预测原因的用语

## 结果的各个视图
ui-churn-view-telling = 影响因素
ui-churn-view-customer = 单个客户

## 哪些列说明问题
ui-why-no-importance = 不知道哪些列重要：运行在得出之前已结束。
ui-why-importance-more = 在留出的客户中逐列打乱；排序变差越多，模型越依靠这一列（置换重要性）
ui-why-dependence-more = 其他条件不变，让每位客户依次取各个值：平均概率，以及中间一半客户所在的范围（部分依赖）
ui-why-dependence-of = 取自模型学习过的 { $n } 位客户
ui-why-working = 正在计算…

## 单个客户
ui-why-nobody = 没有客户。
ui-why-customer = 客户 { $name }
ui-why-row = 第 { $n } 行的客户
ui-why-listed = 按概率排序，共 { $n } 位中的第 { $first }–{ $last } 位
ui-why-page-before = 上一页
ui-why-page-after = 下一页
ui-why-probability-head = 概率
ui-why-probability = “{ $class }”的概率
ui-why-actual = 实际为 { $class }
ui-why-actual-unknown = 尚不知道
ui-why-part-train = 用于学习
ui-why-part-valid = 用于选择
ui-why-part-test = 留出
ui-why-part-none = 未参与
ui-why-part-more = 模型对学习过的客户了解得更多：留出的客户才能说明预测得有多好
ui-why-towards = 使概率升高的原因
ui-why-towards-none = 没有突出的原因
ui-why-away = 使概率降低的原因
ui-why-away-none = 没有突出的原因
ui-why-reason = { $reason }：{ $points } 个百分点
ui-why-how = 精确的 Shapley 值：以模型学习过的 100 位客户为对照，对各列被得知的所有顺序取平均，每一列所增加的概率。各项之和等于该客户的概率。

## 假如
ui-why-what-if = 假如…
ui-why-what-if-now = 取这些值时的概率：{ $share }
ui-why-what-if-moved = { $points } 个百分点
ui-why-what-if-more = 模型对取这些值的客户会给出的概率。它知道哪些情况会一起出现，但不知道因果。
ui-why-reset = 恢复
ui-why-instead = 原为 { $value }
ui-why-without = { $column }：没有值
