### 模型的文字

params-unknown = 没有名为“{ $key }”的设置。
params-known = 可用的设置：{ $keys }。
params-misfit = “{ $value }”不适用于设置 { $key }。
params-takes-bool = 可填 true 或 false。
params-takes-int = 可填 { $min } 到 { $max } 之间的整数。
params-takes-float = 可填 { $min } 到 { $max } 之间的数。
params-takes-sizes = 每层填一个整数，范围 { $min } 到 { $max }：例如 16 或 32,16。
params-takes-choice = 可选：{ $options }。

param-rule = 更新方法
param-rule-more = 权重的调整方式：经典（classic）、带动量（heavy_ball、toolbox）、自适应学习率（adaptive）、两者结合（improved），较新的 adam 与 rprop，或利用曲率（lbfgs、levenberg_marquardt）。
param-hidden_layers = 隐藏层
param-hidden_layers-more = 单元或层数越多，越能学到细微差别，但需要更多客户数据，训练也更久。
param-activation = 激活函数
param-activation-more = 隐藏单元输出的形状：sigmoid 为经典网络所用，tanh 以零为中心，relu 适合较深的网络。
param-loss = 误差度量
param-loss-more = sigmoid_squared 是经典的平方和之半；softmax 使输出成为概率，判断往往更准。
param-learning_rate = 学习率
param-learning_rate-more = 越高，所需轮数越少；过高则无法稳定。填 0 时采用适合该方法的学习率。
param-momentum = 动量
param-momentum-more = 越高，之前的步伐保留越多：在长坡上更平稳、更快，但可能越过目标。
param-rate_increase = 学习率增幅
param-rate_increase-more = 越高，误差下降时学习率提升得越快（工具箱中称 lr_inc）。
param-rate_decrease = 学习率削减
param-rate_decrease-more = 越低，在误差上升过多之后刹车越猛（工具箱中称 lr_dec）。
param-max_error_ratio = 容许的上升
param-max_error_ratio-more = 越高，一步之内允许误差上升得越多，之后才削减学习率（工具箱中称 max_perf_inc）。
param-undo_bad_step = 撤销坏步
param-undo_bad_step-more = 使误差上升过多的一步会被撤回。关闭后保留该步，只削减学习率。
param-switch_momentum = 动量开关
param-switch_momentum-more = 坏步之后去掉动量，好步之后设为 0.95，与部分教科书一致（mc_switch）。
param-backtrack = 退回步伐
param-backtrack-more = 越过目标并使误差上升的权重退回原处。关闭后即为普通方法。
param-memory = 记住的步数
param-memory-more = 越多，对坡度弯曲的描述越好；超过 20 步几乎不再有帮助。
param-damping = 初始阻尼
param-damping-more = 越高，开始时步子越短、越谨慎；之后每一轮自行调整（工具箱中称 mu）。
param-gradient = 梯度尺度
param-gradient-more = mean 按客户取平均，同一学习率适用于任意客户数；sum 求和，与原始方法一致。
param-l2 = 权重惩罚
param-l2-more = 越高，权重越小：先减少过拟合，再高则学得更少。
param-initial_weights = 初始权重
param-initial_weights-more = he 适合 ReLU 层；glorot 是 Keras 的默认方式。
param-dropout = 随机失活
param-dropout-more = 越高，训练时随机静默的隐藏单元越多：先减少过拟合，再高则学得更少。
param-class_weights = 类别权重
param-class_weights-more = balanced 让少见的类别在训练时与常见的类别同样重要；之后再把概率还原到真实的比例。
param-early_stopping = 提前停止
param-early_stopping-more = 验证客户上的误差不再下降时停止训练，并保留最好的网络。关闭后用完所有轮数。
param-ensemble_size = 网络个数
param-ensemble_size-more = 多个从不同初始权重出发的网络共同作答：更稳定、略更准确，用时也更长。
param-trials = 试验次数
param-trials-more = 次数越多，考察的设置越多，可能找到更好的；每次试验都要用时。
param-c = 反惩罚系数 C
param-c-more = 越高，越相信数据，对大权重的惩罚越轻（惩罚的倒数，与 scikit-learn 相同）。
param-max_epochs = 最多轮数
param-max_epochs-more = 越多，慢的方法越有时间完成。
param-patience = 耐心
param-patience-more = 越高，在停止训练之前，等待验证客户误差再次下降的时间越长。
param-min_gradient = 最小坡度
param-min_gradient-more = 越高，在平坦处越早停止（工具箱中称 min_grad）。
param-goal = 目标
param-goal-more = 每位客户的误差低至此值时停止训练。填 0 表示不因此停止。

bp-no-label = 没有可供学习的标签列。
bp-no-label-hint = 请选择说明每位客户所属等级或类别的列。
bp-no-rows = 没有可供学习的客户。
bp-no-rows-hint = 请使用行数更多的文件，或为训练留出更多行。
bp-no-columns = 没有可供学习的列。
bp-no-columns-hint = 请至少选择一个在客户之间有差别的列。
bp-one-class = 用于训练的客户全部属于“{ $class }”。
bp-one-class-hint = 网络至少需要两个类别的客户。请检查标签列，或使用更多行。
bp-needs-table = 该网络要求每位客户一行数据，而不是按月的序列。
bp-needs-table-hint = 请选择普通列，或选择用于序列的方法。
bp-not-finite = 第 { $row } 行“{ $column }”列的值不是数字。
bp-not-finite-hint = 请在文件中更正该值，或不使用该列。
bp-too-large = 含 { $layers } 个隐藏层、{ $weights } 个权重的网络过大。
bp-too-large-hint = 最多 { $most_layers } 层、{ $most } 个权重。请减小隐藏层或减少列数。

bp-too-many-pairs = Levenberg–Marquardt 要为每位客户考察每一对权重；{ $weights } 个权重、{ $rows } 位客户对它来说过多。
bp-too-many-pairs-hint = 这里最多可有 { $most } 个权重：在 { $columns } 列的情况下，一个隐藏层最多 { $units } 个单元。请减少隐藏单元或减少列数。
bp-too-many-pairs-columns = 这里最多可有 { $most } 个权重，而 { $columns } 列即使只用一个隐藏单元也超出此数。请减少列数，或改用其他方法。

bp-diverged = 误差不断增大：学习率 { $rate } 过高。请试 { $try }。
bp-saturated = { $share } 的隐藏单元已停滞，不再随客户变化（学习率 { $rate }）。请试 { $try }，或减少隐藏单元。
bp-saturated-units = { $share } 的隐藏单元已停滞，不再随客户变化。请试减少隐藏单元，或加上权重惩罚。
bp-no-error = 从第一轮起误差就不是数字：有些值过大。请缩放这些列，或使用 sigmoid 激活函数。
bp-predicts-one-class = 它把所有客户都归入“{ $class }”：它没有学到比最大群体更多的东西。请试更多轮数、其他方法，或更有区分力的列。

## K-means and principal components

param-n_init = 起始次数
param-n_init-more = 次数越多，客群越好，用时也越长；只保留最好的一次。
param-max_iter = 最多迭代次数
param-max_iter-more = 越多，每次起始越能完全稳定下来。
param-tol = 容差
param-tol-more = 越小，越要等到各客群几乎不再移动；0 表示等到没有客户更换客群为止。

kmeans-k-range = 无法划分成 { $k } 个客群。
kmeans-k-range-hint = 请选择 1 到 200 之间的客群数；3 到 10 个客群便于区分。
kmeans-no-columns = 没有可用来划分客群的列。
kmeans-no-columns-hint = 请至少选择一个在客户之间有差异的数值列。
kmeans-too-few = { $rows } 位客户无法划分成 { $k } 个客群。
kmeans-too-few-hint = 请减少客群数，或使用客户更多的文件。
kmeans-too-alike = 客户之间差异太小，无法划分成 { $k } 个客群：只能区分出 { $found } 个。
kmeans-too-alike-hint = 请减少客群数，或选择更多在客户之间有差异的列。
kmeans-not-finite = 所用客户中的第 { $row } 位，在所用列中的第 { $column } 列，有一个不是数字或过大的值。
kmeans-not-finite-hint = 请在文件中更正该值，或不使用该列。
kmeans-start = 给定的起始点不符合要求：需要 { $k } 个点，每个点有 { $columns } 个有限数值。
kmeans-start-hint = 请选取与客群数相同数量的客户作为起始点。
pca-too-many = 无法得到 { $wanted } 个主成分：最多 { $most } 个。
pca-too-many-hint = 请至少使用两位客户，主成分个数不能超过列数或客户数。

## 循环网络

param-units = 单元数
param-units-more = 单元越多，能记住的序列内容越多，但需要更多客户，训练也更久。填多个数即叠多层：32,16。
param-learning_rate_adam-more = 越高，所需轮数越少；过高则无法稳定。
param-batch_size = 每步客户数
param-batch_size-more = 每步客户越多，每一步越稳，步数越少；过多则一轮中学到的很少。
param-clip_norm = 最大坡度
param-clip_norm-more = 越低，每一步越短，个别异常的客户就不会让网络偏离。

rnn-needs-sequence = 循环网络要求每位客户一个由多步组成的序列，而不是一行列值。
rnn-needs-sequence-hint = 请以月份或列作为步，或选择不用网络的方法。
rnn-no-columns = 没有可供学习的步。
rnn-no-columns-hint = 请选择月份，或至少两个在客户之间有差别的列。
rnn-too-few = 可供学习的客户有 { $rows } 位；循环网络至少需要 { $least } 位。
rnn-too-few-hint = 请使用行数更多的文件，或选择不用网络的方法。
rnn-no-steps = 第 { $row } 行的序列是空的。
rnn-no-steps-hint = 请排除该客户，或至少填写一个月。
rnn-not-finite = 第 { $row } 行“{ $column }”的值不是数字（第 { $step } 步）。
rnn-target-not-finite = 第 { $row } 行中要预测的列的值不是数字。
rnn-not-finite-hint = 请在文件中更正该值，或不使用该列。
rnn-one-step = 每位客户只有一步，因此没有下一步可以预测。
rnn-one-step-hint = 请使用至少两个月份，或让网络预测某一列。
rnn-no-target = 没有要预测的列。
rnn-no-target-hint = 请选择网络要预测的列，或让它预测下一步。
rnn-too-large = 含 { $layers } 层、{ $units } 个单元的循环网络对这些序列来说过大。
rnn-too-large-hint = 最多 { $most_layers } 层。请减少单元数、每步客户数或月份数。

rnn-diverged = 误差不断增大：学习率 { $rate } 过高。请试 { $try }。已保留此前最好的网络。
rnn-learned-nothing = 训练始终没有降低留出客户上的误差：嵌入来自训练前的网络。
rnn-hardly-better-than-mean = 网络的预测几乎不比总是回答平均值更好（留出客户上的误差为 { $error }，平均值为 { $mean }）：序列中几乎没有能说明该列的内容。

param-n_components = 主成分数
param-n_components-more = 主成分越多，保留的客户差别越多，噪声也越多。
