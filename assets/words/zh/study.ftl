### 研究的文字

## 方法
method-bp-classic = 经典 BP
method-bp-classic-about = 最基本的方法：每一轮沿下降方向走一步，学习率始终不变。
method-bp-momentum = 带动量的 BP
method-bp-momentum-about = 保留上一步的一部分，因此能滑过平坦处和小坑。
method-bp-toolbox = 带动量的 BP（工具箱形式）
method-bp-toolbox-about = 按神经网络工具箱的定义：对各步取平均，学习率相同时步子更小。
method-bp-adaptive = 自适应学习率的 BP
method-bp-adaptive-about = 误差下降时步子变大，误差上升时步子变小。
method-bp-improved = 改进的 BP
method-bp-improved-about = 动量与自适应学习率结合；使误差上升过多的一步会被撤回。
method-bp-neurolab = 改进的 BP（neurolab 形式）
method-bp-neurolab-about = 动量与自适应学习率结合；与 neurolab 一样保留不好的一步。
method-bp-adam = 使用 Adam 的 BP
method-bp-adam-about = 每个权重有自己的步长，由其斜率方向的稳定程度决定。
method-bp-rprop = 使用 iRprop+ 的 BP
method-bp-rprop-about = 只看斜率的符号；每个权重的步长自行增减。
method-bp-lbfgs = 使用 L-BFGS 的 BP
method-bp-lbfgs-about = 从最近几步了解坡度如何弯曲，并为每一步寻找最佳长度：轮数少，每轮稍长。
method-bp-lm = 使用 Levenberg–Marquardt 的 BP
method-bp-lm-about = 考察每一对权重，几乎直接走向最低处：轮数极少，但只适合小型网络（约 500 个权重以内）。
method-ann = 神经网络
method-ann-about = ReLU 层小步学习，在死记硬背之前停止；由五个网络共同作答。
method-ann-source = 原文中的网络
method-ann-source-about = 流失文章中的网络：两层各六个 ReLU 单元，固定轮数，没有防止过拟合的措施。
method-ann-search = 自动搜索的网络
method-ann-search-about = 尝试不同的层数、宽度、学习率和惩罚，一次次淘汰较差的一半，保留在验证客户上表现最好的网络。
method-logistic = 逻辑回归
method-logistic-about = 每一列只加权一次，没有隐藏层：快速、易于解释，也是网络必须超越的基准。
method-bp-softmax = softmax 网络
method-bp-softmax-about = 用概率而不是平方误差来衡量，并使用 Adam：类别较多时往往更准确。

## 给客户的结论
kind-class = 类别
kind-tier = 等级

## 结果
study-headline = { $method } 对 { $n } 位留出客户中的 { $accuracy } 给出了正确的{ $kind }。
study-headline-repeats = { $method } 对留出客户中的 { $accuracy }（± { $sd }）给出了正确的{ $kind }：共 { $repeats } 种不同的划分，每次留出 { $n } 位客户。
study-headline-starts = { $method } 对留出客户中的 { $accuracy }（± { $sd }）给出了正确的{ $kind }：在相同的 { $n } 位留出客户上，从 { $repeats } 个不同的起点训练。
study-no-network = 没有任何网络被证明比“{ $baseline }”更好，后者的正确率为 { $share }。
study-above-baseline = 如果把所有人都判为“{ $class }”，正确率为 { $share }。
study-below-baseline = 这并不比把所有人都判为“{ $class }”更好，后者的正确率为 { $share }。请不要据此采取行动；请查看较少的类别，或寻找更有信息的列。
study-baseline-chance = 这比把所有人都判为“{ $class }”（正确率 { $share }）好的程度没有超出偶然的范围。请不要据此采取行动；请查看较少的类别，或寻找更有信息的列。
study-baseline-unknown = 重复次数太少，无法判断这是否比把所有人都判为“{ $class }”（正确率 { $share }）更好。
study-difference-real = 在 { $rounds } 轮之内，{ $better } 比 { $worse } 准确 { $points } 个百分点，超出了偶然的范围（p { $p }）。
study-difference-chance = { $better } 与 { $worse } 相差 { $points } 个百分点，没有超出偶然的范围（p { $p }）。
study-difference-unknown = { $better } 领先 { $worse } { $points } 个百分点，但重复次数太少，无法判断是否只是偶然；需要 { $needed } 次。
study-difference-none = { $better } 与 { $worse } 同样准确（精确到 0.1 个百分点）。
study-still-learning = { $method } 在 { $rounds } 轮之后仍在学习：这里比较的是 { $rounds } 轮之内达到的水平，而不是它最终能达到的水平。
study-leader-real = 在留出客户上，{ $leader } 在 { $rounds } 轮之内比为客户打标签的 { $chosen } 准确 { $points } 个百分点，超出了偶然的范围（p { $p }）。
study-leader-chance = 在留出客户上，{ $leader } 领先为客户打标签的 { $chosen } { $points } 个百分点，没有超出偶然的范围（p { $p }）。
study-leader-unknown = 在留出客户上，{ $leader } 领先为客户打标签的 { $chosen } { $points } 个百分点，但重复次数太少，无法判断是否只是偶然；需要 { $needed } 次。
study-error-lower = 经过相同的轮数，{ $improved } 的训练误差为 { $low }，{ $classic } 为 { $high }。
study-error-not-lower = 经过相同的轮数，{ $improved } 的训练误差没有低于 { $classic }（{ $low } 对 { $high }）。
study-error-is-not-accuracy = { $improved } 的训练误差更低，但对没有见过的客户并不比 { $classic } 更准确。
study-error-accuracy-chance = { $improved } 的训练误差更低，但对没有见过的客户，它比 { $classic } 准确的程度没有超出偶然的范围。
study-stopped = 训练提前停止；这里是到那时为止的最好结果。
study-chosen = 由 { $method } 为客户打标签：在第一次重复的 { $n } 位验证客户上，它的宏平均 F1 最高（{ $score }）。第一次重复的留出客户不参与选择。
study-chosen-only = 只有 { $method } 这一种方法；它在 { $n } 位验证客户上的宏平均 F1 为 { $score }。
study-diverged = 在 { $of } 次训练中，有 { $n } 次误差无限增大。
study-learned-nothing = 没有任何一轮使验证客户上的误差变小，因此这个网络什么也没有学到。学习率很可能太高。
study-constant-columns = 对所有用于学习的客户都相同，因此不起作用：{ $columns }。
study-small-classes = 类别 { $classes } 的客户少于 3 位，无法可靠地学习和评判；请与其他类别合并或去掉。
study-small-tiers = 等级 { $classes } 的客户少于 3 位，无法可靠地学习和评判；请为这个等级选择更大的占比。
study-few-rows = { $kind } { $classes } 的客户少于 { $n } 位：能留出的只有寥寥几位，因此关于它的数字可能偏差很大。
study-copies = 有 { $n } 行与其他行重复。副本都在同一部分，因此不会用学习过的客户来评判。
study-copies-of-held-out = 有 { $n } 位客户是留出列表中客户的副本，不参与学习。
study-unlabelled = 有 { $n } 位客户没有标签。他们会得到标签，但不参与学习和评判。
study-predict-shape = 模型需要 { $expected } 个特征，实际为 { $found } 个。

## 无法运行的原因
study-no-label = 还没有选择要预测的列。
study-no-label-hint = 请选择取值不多的列，例如“是”和“否”。
study-unknown-label = 此文件中没有要预测的“{ $column }”列。
study-no-classes = “{ $column }”列是空的。
study-one-class = 所有客户在“{ $column }”列的值都是“{ $class }”，没有可以区分的内容。
study-one-tier = 所有客户都在同一个等级“{ $tier }”，没有可以区分的内容。
study-one-tier-hint = 请在交易的待定问题中撤回“排除”，或更改等级的划分。
study-other-label-hint = 请选择另一列来预测，或使用至少有两个类别的文件。
study-too-many-classes = “{ $column }”列有 { $n } 个不同的值，这些不是类别。
study-too-many-classes-hint = 请选择最多 { $most } 个值的列，或先把值合并成组。
study-too-few-rows = “{ $column }”各类别的客户太少，无法一部分用来学习、另一部分用来评判。太小的类别：{ $classes }。
study-too-few-rows-hint = 至少两个类别各需 3 位以上的客户；有几百位时结果才值得参考。
study-class-order = 给出的顺序没有把“{ $column }”的每个类别各列出一次。
study-class-order-hint = 类别有：{ $classes }。
study-label-is-feature = “{ $column }”是要预测的列，不能同时用来学习。
study-label-is-feature-hint = 请把“{ $column }”从用于学习的列中移除。
study-shares = 按这样的比例，训练、验证或评判中会有一部分没有客户。
study-shares-hint = 例如 70 % 用于训练，15 % 用于验证，其余留出。
study-repeats = 重复次数可为 1 到 { $repeats }，折数可为 1 到 { $folds }。
study-repeats-hint = 比较方法时请用 10 次重复、1 折。
study-folds-fixed = 折会自己选择留出的客户，因此不能与给定的留出行一起使用。
study-folds-fixed-hint = 请使用 1 折，或去掉该列表。
study-test-rows = { $n ->
    [0] 留出行的列表是空的。
   *[other] 留出列表中有 { $n } 行不在表中或没有标签。
}
study-test-rows-hint = 行号从 0 开始，不含标题行。
study-split = 在第 { $repeat } 次重复中，会有一部分没有客户，或训练只见到一个类别。
study-no-methods = 没有选择方法。
study-no-methods-hint = 请至少选择一种方法，例如经典 BP 和改进的 BP。
study-unknown-method = 没有“{ $method }”这种方法。
study-unknown-method-hint = 请查看方法清单并从中选择。
study-method-twice = 方法“{ $method }”被选择了两次。
study-method-twice-hint = 每种方法只选一次。
study-fixed-param = 不能为 { $method } 选择“{ $key }”：该方法正是由它决定的。
study-fixed-param-hint = 请改选其他方法。
study-all-failed = 没有任何方法得到可用的结果。
study-all-failed-hint = 请尝试更低的学习率，或使用其他列。
study-stopped-early = 在学到任何内容之前就停止了。
study-stopped-early-hint = 请重新开始，并至少运行一轮。
study-discarded = 训练已放弃；没有保留任何内容。
study-discarded-hint = 之前的结果仍然保留。

## 网络必须胜过什么
study-baseline-majority = 最常见的{ $kind }
study-baseline-same-tier = 沿用前期的等级
study-baseline-direct-threshold = 按前期的贡献划线
study-baseline-direct-threshold-same-period = 按同期的贡献划线
study-baseline-majority-about = 所有人都归入最常见的{ $kind }
study-baseline-same-tier-about = 所有人都保持前期的等级
study-baseline-direct-threshold-about = 按前期的贡献直接划线
study-baseline-direct-threshold-same-period-about = 按同一时期的贡献直接划线

## 由交易记录得出的价值等级
value-horizon-earlier-to-later = 用前期的情况预测后期的等级
value-horizon-same-period = 情况与等级取自同一时期
value-clock-calendar = 所有客户在同一天分界
value-clock-own-history = 在每位客户自己历史的中点分界
value-column-tier = 等级
value-column-tier-before = 前期的等级，1 为最低
value-column-contribution-before = 前期的贡献（折合每年）
study-value-circular = 等级和客户情况取自同一时期，因此等级可由这些情况按公式算出。网络在这里准确率高，只说明它学会了这个公式。
study-value-circular-hint = 要了解未来，请让客户情况取自比等级更早的时期。
study-value-late = 有 { $n } 位客户在后期才出现，还没有可学习的内容，因此不参与训练；仍会给出预计的下一等级。
study-value-late-hint = 如果人数太多，请把两个时期的分界日提前。
study-value-gone = 有 { $n } 位客户在后期没有任何内容：没有交易、余额和贷款。没有等级可学，因此不参与训练，但仍会得到标签。
study-value-gone-counts = 有 { $n } 位客户在后期没有任何内容：没有交易、余额和贷款。他们作为在后期没有贡献的客户参与。
study-value-own-history = 按每位客户自己的时间分期会用到未来的信息：前半段在哪里结束，要看到最后一笔交易才知道。能透露时间长短的情况已排除，但部分结果仍可能由此而来。
study-value-short = 有 { $n } 位客户从第一笔到最后一笔交易不足 60 天，不够分成两个时期，因此被排除。
study-value-short-hint = 若要保留他们，请对所有客户在同一天分界。
study-cut-day = 后期不能从 { $cut } 开始：文件的时间范围是 { $first } 至 { $last }。
study-cut-day-hint = 请选择第一天之后、不晚于最后一天的日期。
study-one-day = 所有交易都在 { $day } 这一天，分不出前期和后期。
study-one-day-hint = 请使用跨越数月的文件，或在同一时期内比较（horizon=same_period）。
study-tier-names = 每个等级都需要各不相同的名称。
study-tiers-hint = 请修改等级后重试。
study-nobody-in-both = 没有客户既有前期的情况，又有后期的等级。
study-nobody-in-both-hint = 请另选分界日，或使用时间更长的文件。
study-tiers-from-formula = 这里的等级可由客户情况按公式算出（两者取自同一时期）。准确率说明的是公式被模仿得多好，而不是预见得多准。
study-baselines = 不用任何网络：{ $parts }。
study-baselines-part = “{ $name }”（{ $about }）的正确率为 { $share }
study-beats-baseline = { $method } 比其中最好的“{ $baseline }”高 { $points } 个百分点，超出了偶然的范围（p { $p }）。
study-beats-baseline-chance = { $method } 比其中最好的“{ $baseline }”高 { $points } 个百分点，没有超出偶然的范围（p { $p }）。
study-beats-baseline-unknown = { $method } 比其中最好的“{ $baseline }”高 { $points } 个百分点，但重复次数太少，无法判断是否只是偶然。
study-beats-baseline-not = { $method } 的正确率与其中最好的“{ $baseline }”完全相同。
study-behind-baseline = { $method } 比其中最好的“{ $baseline }”低 { $points } 个百分点，超出了偶然的范围（p { $p }）。
study-behind-baseline-chance = { $method } 比其中最好的“{ $baseline }”低 { $points } 个百分点，没有超出偶然的范围（p { $p }）。
study-behind-baseline-unknown = { $method } 比其中最好的“{ $baseline }”低 { $points } 个百分点，但重复次数太少，无法判断是否只是偶然。
study-small-tiers-lost = 若每个等级不论大小都同等看待，{ $method } 找出各等级的能力不如“{ $baseline }”：macro-F1 为 { $own }，后者为 { $other }。它漏掉了小等级的客户，而准确率几乎看不出这一点。
study-next-todays-tier = { $method } 没有被证明更好，因此预计的下一等级就是每位客户今天的等级，而不是网络给出的；其概率是从前期到后期保持该等级的客户所占的比例。
study-moved = 从前期到后期，{ $n } 位客户中有 { $up } 位升到更高的等级，{ $down } 位降到更低的等级。

## 关于改进 BP 的说法
study-claim = 在这份文件上，{ $improved }（起始学习率 { $improved_rate }）比 { $classic }（学习率 { $classic_rate }）更好吗？验证客户的误差不再下降时，训练会提前停止。{ $faster }{ $lower }{ $accurate }它是否找到了最好的网络，从这里看不出来；从 { $n } 个起点出发，它最后的训练误差在 { $low } 与 { $high } 之间。
study-claim-faster-yes = 更快：是（{ $of } 次训练中有 { $wins } 次先达到对方最后的训练误差；p { $p }）。
study-claim-faster-no = 更快：否，反而更慢（{ $of } 次训练中有 { $losses } 次更晚或始终没有达到对方最后的训练误差；p { $p }）。
study-claim-faster-open = 更快：未得到证明（{ $of } 次训练中有 { $wins } 次先达到对方最后的训练误差；p { $p }）。
study-claim-faster-few = 更快：训练次数太少，无法判断（{ $of } 次中有 { $wins } 次先达到对方最后的训练误差）。
study-claim-error-yes = 训练误差更低：是（{ $of } 次训练中有 { $wins } 次；p { $p }）。
study-claim-error-no = 训练误差更低：否，反而更高（{ $of } 次训练中有 { $losses } 次；p { $p }）。
study-claim-error-open = 训练误差更低：未得到证明（{ $of } 次训练中有 { $wins } 次；p { $p }）。
study-claim-error-few = 训练误差更低：训练次数太少，无法判断（{ $of } 次中有 { $wins } 次）。
study-claim-accurate-yes = 对没有见过的客户更准确：是（p { $p }）。
study-claim-accurate-no = 对没有见过的客户更准确：否，反而更不准确（p { $p }）。
study-claim-accurate-open = 对没有见过的客户更准确：未得到证明（p { $p }）。
study-claim-accurate-few = 对没有见过的客户更准确：重复次数太少，无法判断。
