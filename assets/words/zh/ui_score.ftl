### 为新客户打分的界面用语

ui-step-score = 下个月
ui-status-scoring = 正在为客户打分
ui-dialog-model = 选择模型
ui-filter-models = Stratum 模型
ui-score-title = 下个月
ui-score-sub = 用保存的模型为新客户打分并写入名单。所有数据都留在这台电脑上

## 下一步
ui-score-drop-model = 把模型拖到这里
ui-score-drop-model-more = 导出客群或预测时写入的 model.stratum 文件，可以与新客户的文件一起拖入
ui-score-drop-customers = 把新客户的文件拖到这里
ui-score-drop-customers-more = 包含模型所读各列的表格，列的顺序不限
ui-score-unfit = 这个文件还不适合该模型
ui-score-unfit-more = 右侧列出了缺少的内容。请修改文件后重新打开，或打开另一个文件
ui-score-ready = 可以打分了
ui-score-ready-more = 名单保留文件的每一行，并在后面加上模型给出的结果
ui-score-path = 模型或客户文件的路径
ui-score-running = 正在为 { $file } 打分
ui-score-kept = 没有写入任何内容。模型、客户文件和设置都还在。
ui-score-again = 重新打分

## 模型
ui-score-model = 模型
ui-score-no-model = 还没有。请选择 model.stratum，或使用上一次运行的模型。
ui-score-loading = 正在读取模型…
ui-score-model-of-run = 上一次运行的模型（未保存）
ui-score-foresees = 预测“{ $label }”中的
ui-score-method = 方法
ui-score-learned-from = 学习过的客户数
ui-score-segments = 客群数

## 客户
ui-score-customers = 新客户
ui-score-no-customers = 还没有。
ui-score-matching = 正在比对各列…
ui-score-all-columns = 模型要读取的 { $n } 列都在
ui-score-missing-matched = 改从文件的其他列读取：
ui-score-missing = 模型要读取的 { $wanted } 列中缺少 { $n } 列：
ui-score-missing-near = 缺少，是否为“{ $near }”？
ui-score-missing-none = 缺少
ui-score-missing-hint = 请为每一列选择文件中代替它的列，或把列名改为模型学习时的名称后重新拖入文件。
ui-score-unread = 有 { $n } 列不会被模型读取：{ $columns }

## 联系谁
ui-score-called = 联系谁
ui-score-threshold = 从这个概率开始
ui-score-threshold-reset = 用模型的阈值
ui-score-threshold-own = 模型从 { $threshold } 开始联系（{ $rule }）。
ui-score-only-above = 只写入要联系的客户
ui-score-only-above-more = 否则名单包含所有客户，由 stratum_label 列说明要联系谁。
ui-score-calls = 另外写出优先联系的名单
ui-score-calls-more = 单独的名单 { $file }：概率最高的客户在前，附原因和对照组。

## 名单
ui-score-list = 名单
ui-score-folder-more = 名单的文件名不变，放到另一个文件夹

## 结果
ui-score-done = 已写入 { $n } 位客户
ui-score-stale = 写入这份名单之后，选择有了变化。请重新打分以更新名单。
ui-score-n-customers = 位客户已打分
ui-score-n-called = 位需要联系（从 { $threshold } 起）
ui-score-n-expected = 预计为“{ $class }”的人数
ui-score-n-strangers = 与以往客户都不相像
ui-score-strangers-more = 与以往客户都不相像：离客群中心的距离超过了划分客群时 100 位客户中的 99 位。这样的客户很多，说明客群已不再适用。
ui-score-drift = 他们与以前的客户相像吗？
ui-score-issues = 文件中的异常
ui-score-column = 列
ui-score-psi = PSI 指数
ui-score-verdict = 与以前相比
ui-score-empty-before = 以前为空
ui-score-empty-now = 现在为空
ui-score-shift-stable = 没有变化
ui-score-shift-too-few = 人数太少，无法判断
ui-score-shift-shifted = 有所变化
ui-score-shift-drifted = 差别很大
ui-score-sizes = 客群的前后对比
ui-score-sizes-unknown = 这个模型没有记录客群原来的大小：请重新保存模型以查看变化。
ui-score-customers-head = 客户数
ui-score-share = 现在的占比
ui-score-share-before = 以前的占比
ui-score-change = 百分点

## 为什么？
why-score-what = 这里做什么
why-score-what-more = 模型按保存时的样子使用：相同的列处理、相同的网络或客群、相同的阈值。不会从新客户中学习。名单保留文件的每一行和每一列，并加上模型给出的结果。
why-score-columns = 按名称匹配各列
why-score-columns-more = 列的顺序不重要。缺少的列会使打分停止，并会指出列名。模型不认识的列会写入名单，但不会被读取。以前没有出现过的类别按少见类别处理，并会计数。
why-score-drift = 漂移
why-score-drift-more = 模型只了解它学习过的客户。对每一列，把现在各组的占比（a）与以前的占比（e）作比较。低于 0.1 表示没有变化；高于 0.25 表示变化很大，概率可能不准。
why-score-threshold = 阈值
why-score-threshold-more = 阈值越低，找到的该类别客户越多，联系到的其他客户也越多。模型自己的阈值是在专门留出的客户上选定的。
