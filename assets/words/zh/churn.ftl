### 预测某一类别的用语

## 出了什么问题
churn-unknown-class = “{ $column }”列中没有类别“{ $class }”。
churn-unknown-class-hint = 它的类别有：{ $classes }。

## 发现了什么
churn-headline = 每 100 位 { $label } = { $class } 的客户中，{ $method } 能找出 { $recall } 位；它建议联系的每 100 位客户中，{ $precision } 位确实如此。在留出的 { $n } 位客户上测得一次。
churn-headline-repeats = 每 100 位 { $label } = { $class } 的客户中，{ $method } 能找出 { $recall } 位（± { $recall_sd }）；它建议联系的每 100 位客户中，{ $precision } 位（± { $precision_sd }）确实如此。在留出的客户上测得，每次 { $n } 位，共 { $repeats } 次划分。
churn-threshold = 概率达到 { $threshold } 的客户会被联系，这个界限是在验证客户上确定的（{ $rule }）。这样会联系留出客户的 { $called }；全部客户中属于该类别的占 { $prevalence }。
churn-threshold-by-hand = 从概率 { $threshold } 起联系客户，这个界限是手动设定的。这样会联系留出客户的 { $called }；全部客户中属于该类别的占 { $prevalence }。看着留出客户的结果来设定界限，得到的数字会比实际略好一些。
churn-ranking = 在 100 对客户中，它有 { $times } 次把属于该类别的客户排在不属于的客户之前（AUC { $auc } ± { $sd }）；50 次相当于碰运气。
churn-chance = 没有任何方法被证明比碰运气更能预见 { $label } = { $class }：请不要据此联系任何人。
churn-chance-unknown = 在这么少的客户上，无法判断对 { $label } = { $class } 的预见是否好于碰运气。
churn-difference-real = { $better } 的排序好于 { $worse }（AUC { $high } 对 { $low }），差异大于偶然（p { $p }）。
churn-difference-chance = { $better } 与 { $worse } 的排序差不多一样好（AUC { $high } 与 { $low }）：差异不大于偶然（p { $p }）。
churn-difference-none = { $better } 与 { $worse } 的排序一样好（AUC { $high }）。
churn-difference-unknown = 这里 { $better } 的排序好于 { $worse }（AUC { $high } 对 { $low }）；是否大于偶然，需要 { $needed } 次重复才能判断。
churn-calibration = 概率可以照字面理解：平均偏差 { $after } 个百分点（校准前 { $before }；{ $how }）。
churn-calibration-poor = 概率比较粗略：平均偏差 { $after } 个百分点（校准前 { $before }；{ $how }）。客户的先后次序比数值更可信。
churn-half = 如果给每个人更可能的答案，{ $accuracy } 是对的，其中每 100 位 { $label } = { $class } 的客户找出 { $recall } 位；对所有人给同一个答案，也有 { $majority } 是对的。所以这里准确率说明不了多少问题。
churn-telling = 最能说明问题的列：{ $columns }。
churn-few = 留出的客户中只有 { $n } 位 { $label } = { $class }：关于他们的所有比例都只是粗略估计。
churn-list-known = 所有概率（包括联系名单上的）都来自同一个模型。它从 stratum_part 为 train 的客户中学习，并用 valid 的客户校准，因此对这两部分客户会比对新客户更有把握；只有 test 的客户是留出的。

## 概率如何校准
churn-calibration-none = 保持原样
churn-calibration-platt = 由两个数确定的曲线，Platt
churn-calibration-isotonic = 只升不降的台阶，保序回归
churn-calibration-auto = 取最接近实际的一种

## 从哪里开始联系
churn-rule-f-beta = 找出比白联系更重要，F{ $beta }
churn-rule-cost = 漏掉一位损失 { $missed }，白联系一位损失 { $vain }
churn-rule-customers = 可以联系 { $customers } 位客户
churn-rule-share = 可以联系 { $share } 的客户
churn-rule-recall = 要找出该类别的 { $recall }
churn-rule-fixed = 按所选

## 阶段
churn-stage-importance = 正在找出最能说明问题的列

## 模型卡片
churn-card-use = 针对与学习所用客户相似的客户，说明 { $label } = { $class } 的概率有多大，以及应当先联系谁。
churn-card-limit-alike = 概率适用于与学习所用客户相似的客户；其他客户与他们相差多远，会在打分时说明。
churn-card-limit-customers = 为了说明原因，它保存了学习时至多一百位客户的数值（不含姓名）：请像对待客户数据一样对待此文件。
churn-card-limit-causes = 它知道哪些情况会同时出现，但不知道因果：改变某个值不一定会改变结果。

## 没有答案的界限
churn-threshold-none = 按这条规则（{ $rule }）在验证客户上得不出界限，因此从概率过半（{ $threshold }）开始联系。这样会联系全部客户的 { $called }；属于该类别的占 { $prevalence }。
churn-threshold-nobody = 能联系的客户太少（{ $rule }），连概率最高的验证客户也超出名额：没有人被联系。属于该类别的占 { $prevalence }。

## 其他发现
churn-none-held-out = 留出的客户中没有一位 { $label } = { $class }：无法判断预见得有多好。
churn-leaks-left-out = 以下各列几乎可以完全说明标签，很可能是结果发生之后才记录的，因此没有使用：{ $columns }。
churn-headline-starts = 每 100 位 { $label } = { $class } 的客户中，{ $method } 能找出 { $recall } 位（± { $recall_sd }）；它建议联系的每 100 位客户中，{ $precision } 位（± { $precision_sd }）确实如此。每次都在同样的 { $n } 位留出客户上测得，共 { $repeats } 次不同的起点。
churn-threshold-set = 概率达到 { $threshold } 的客户会被联系（{ $rule }）。这样会联系留出客户的 { $called }；全部客户中属于该类别的占 { $prevalence }。
churn-ranking-once = 在 100 对客户中，它有 { $times } 次把属于该类别的客户排在不属于的客户之前（AUC { $auc }）；50 次相当于碰运气。
churn-rule-f-one = 找出与不白联系同样重要，F1
churn-rule-f-low = 不白联系比找出更重要，F{ $beta }
churn-chosen = 由 { $method } 标注客户：它对 { $n } 位验证客户的排序最好（AUC { $score }）。
churn-chosen-only = 由 { $method } 标注客户：没有选择其他方法（在 { $n } 位验证客户上 AUC { $score }）。
