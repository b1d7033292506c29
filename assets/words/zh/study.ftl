### 研究的文字

## 方法
method-bp-classic = 经典 BP
method-bp-classic-about = 最基本的规则：每一轮沿下降方向走一步，学习率始终不变。
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
method-bp-softmax = softmax 网络
method-bp-softmax-about = 用概率而不是平方误差来衡量，并使用 Adam：类别较多时往往更准确。

## 结果
study-headline = { $method } 对 { $n } 位留出客户中的 { $accuracy } 给出了正确的类别。
study-headline-repeats = { $method } 对留出客户中的 { $accuracy }（± { $sd }）给出了正确的类别：共 { $repeats } 种不同的划分，每次留出 { $n } 位客户。
study-headline-starts = { $method } 对留出客户中的 { $accuracy }（± { $sd }）给出了正确的类别：在相同的 { $n } 位留出客户上，从 { $repeats } 个不同的起点训练。
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
study-unlabelled = 有 { $n } 位客户没有标签。他们会得到标签，但不参与学习和评判。
study-predict-shape = 模型需要 { $expected } 个特征，实际为 { $found } 个。

## 无法运行的原因
study-no-label = 还没有选择要预测的列。
study-no-label-hint = 请选择取值不多的列，例如“是”和“否”。
study-unknown-label = 此文件中没有要预测的“{ $column }”列。
study-no-classes = “{ $column }”列是空的。
study-one-class = 所有客户在“{ $column }”列的值都是“{ $class }”，没有可以区分的内容。
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
