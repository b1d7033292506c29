### 操作的文字

command-open-file = 打开文件…
command-open-file-more = 选择要分析的客户表
command-open-sample = 试用示例
command-open-sample-more = 一万名虚构客户及其是否离开银行，立即开始训练
command-cancel-reading = 停止读取
command-cancel-reading-more = 放弃读取，回到之前打开的内容
command-go-start = 转到“开始”
command-go-start-more = 打开文件或示例
command-go-check = 转到“检查数据”
command-go-check-more = 逐列查看文件内容
command-go-choose = 转到“选择”
command-go-choose-more = 预测什么、用哪些列、用哪些方法
command-go-train = 转到“训练”
command-go-train-more = 观察网络如何学习
command-go-results = 转到“结果”
command-go-results-more = 对留出客户的识别效果
command-go-export = 转到“导出”
command-go-export-more = 把带标签的客户写入文件夹
command-undo = 撤销
command-undo-more = 撤回上一次选择
command-redo = 重做
command-redo-more = 恢复刚撤回的选择
command-start = 训练
command-start-more = 在同样的客户上并排训练所有选中的方法
command-pause = 暂停
command-pause-more = 在两轮之间停下，不会丢失任何内容
command-resume = 继续
command-resume-more = 从暂停处继续训练
command-step = 单步一轮
command-step-more = 每个网络训练一轮，然后再次暂停
command-stop = 停止并保留最佳
command-stop-more = 现在结束，并评估目前最好的网络
command-discard = 放弃
command-discard-more = 现在结束，不保留这次训练
command-log-scale = 误差对数坐标
command-log-scale-more = 小误差与大误差同样清楚
command-all-repeats = 显示每次重复
command-all-repeats-more = 每次重复各画一条线，而不是平均值
command-replay = 回放训练
command-replay-more = 从第一轮起重放已完成的训练
command-choose-folder = 选择文件夹…
command-choose-folder-more = 结果写到哪里
command-export = 导出客户…
command-export-more = 把每位客户及其标签导出为表格，供其他程序使用
command-open-folder = 打开文件夹
command-open-folder-more = 显示已写入的文件
command-theme = 浅色或深色
command-theme-more = 在浅色与深色之间切换
command-language = English / 中文
command-language-more = 在英文与中文之间切换
command-why = 为什么？
command-why-more = 用通俗的话解释当前屏幕
command-palette = 所有命令
command-palette-more = 输入名称的一部分来查找命令

lock-check = 请先打开文件
lock-reading = 文件仍在读取中
lock-train = 请先选择要预测的内容，然后训练
lock-results = 还没有结果：请先训练

disabled-not-reading = 没有正在读取的文件
disabled-nothing-to-undo = 没有可撤销的内容
disabled-nothing-to-redo = 没有可重做的内容
disabled-training = 训练已在进行
disabled-obstacle = “选择”屏幕上还缺少内容
disabled-not-training = 没有正在进行的训练
disabled-paused-already = 训练已经暂停
disabled-not-paused = 请先暂停训练
disabled-exporting = 导出已在进行
disabled-nothing-exported = 还没有导出任何内容

stage-preparing = 正在准备客户数据
stage-training = 训练中
stage-judging = 正在评估留出客户
stage-stopping = 正在结束并保留最佳

no-dialog = 无法显示文件对话框。
no-dialog-hint = 请在输入框中键入或粘贴路径，或把文件拖到窗口上。
race-finished = 训练已完成。
race-finished-hint = 结果在“结果”屏幕上。

job-read = 读取文件
job-suspicions = 查找会泄露标签的列
job-race = 训练
job-export = 写入结果
job-raster = 绘制客户分布图
job-panicked = { $job }意外中止。
job-panicked-hint = 您的选择都还在。请重试；若再次发生，请告诉我们您之前做了什么操作，切勿发送客户数据。
job-no-thread = 系统不允许同时进行更多工作。
job-no-thread-hint = 请关闭其他程序后重试。

## 选项
option-automatic = 自动
option-misfit = “{ $text }”不适用于“{ $name }”。
option-seed-takes = 可填不小于 0 的整数，例如 42。

## 由交易记录得出的价值等级
command-open-cards = 试用客群划分
command-open-cards-more = 9,000 位虚构持卡人及其一年的月度数据，立即划分客群
command-open-transactions = 试用价值分级
command-open-transactions-more = 600 位虚构客户一年的交易记录，整合为价值等级并立即开始比赛
job-integrate = 把交易记录整合为客户
join-file-missing = 与交易记录关联的文件 { $file } 没有打开。
join-file-missing-hint = 请重新添加 { $file }，或不再关联它。
join-no-key = { $file } 中没有任何一列对应交易记录里的客户或账户，因此没有关联。
join-no-key-hint = 属于交易记录的表需要有一列写着相同的客户号或账号。
join-no-transactions = { $file } 是与另一个文件一起打开的，但其中没有交易记录，因此未被使用。
