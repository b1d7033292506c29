### 导出的文字

export-error-is-input = { $file } 就是读取的文件，绝不会被覆盖。
export-error-foreign = { $file } 已存在，且不是由 Stratum 写入的。
export-error-of-a-run = { $file } 是一次分析写入的文件：其中是用来学习的客户，不会被新客户的名单替换。
export-error-earlier = { $file } 已存在：这是之前写入的名单，之后可能有人修改过。
export-error-is-folder = { $file } 是文件夹，无法写入同名文件。
export-error-not-a-folder = { $file } 不是可以写入结果的文件夹。
export-error-full = 没有足够空间写入 { $file }。
export-error-refused = 系统不允许写入 { $file }。
export-error-busy = { $file } 正在被其他程序使用。
export-error-name = 系统不接受文件名 { $file }：名称太长或含有不允许的字符。
export-hint-name = 请换一个更短、更简单的名称后重试。
export-error-io = 无法写入 { $file }。
export-error-model-large = 模型太大，无法保存为文件，因此什么都没有写入。
export-error-mismatch = 文件的行与生成结果时不同。
export-error-stopped = 已停止写入，没有改动任何文件。
export-error-no-file = { $file } 是设备或管道，不是可以替换的文件。
export-error-same-name = 两份名单都会叫 { $file }。
export-hint-same-name = 请给其中一份换个名称。
export-hint-other-folder = 请选择其他名称或文件夹。
export-hint-replace = 请选择其他名称或文件夹，或替换该文件。
export-hint-full = 请腾出空间，或选择其他磁盘上的文件夹；结果仍然保留。
export-hint-refused = 请选择您自己的文件夹，例如“文档”。
export-hint-busy = 请在那个程序中关闭它后重试，或选择其他文件夹。
export-hint-io = 请检查磁盘或网络驱动器是否仍可用，然后重试。
export-hint-model-large = 请训练更少或更小的网络：见隐藏层和网络数量。
export-hint-mismatch = 请用现在的文件重新进行分析。

## 客群与保存的模型
export-seg-other-k = 客户按 { $k } 个客群写出；各方法的比较和下面的说明针对的是 { $compared } 个客群。
export-model-not-found = 没有找到模型 { $file }。
export-model-not-found-hint = 划分客群或流失分析时会在结果文件夹中写入 model.stratum；请指定该文件。
export-model-not-a-file = { $file } 不是文件，而是文件夹、管道或设备。
export-model-io = 无法读取 { $file }。
export-model-io-hint = 请检查它是否是文件、您是否有权读取，以及磁盘或网络驱动器是否仍可用。
export-model-none = { $file } 不是由 Stratum 写入的模型。
export-model-none-hint = 划分客群或流失分析时会在结果文件夹中写入 model.stratum；请指定该文件。
export-model-newer = { $file } 由更新版本的 Stratum（{ $version }）写入。
export-model-newer-hint = 请用该版本打开，或用当前版本重新运行分析。
export-model-damaged = { $file } 已损坏：内容与 Stratum 写入的不一致。
export-model-damaged-hint = 请从写入它的地方重新复制，或重新运行分析：相同的种子会得到相同的模型。

## 监视文件夹，新文件一出现就打分
export-inbox-no-folder = { $folder } 不是可以监视的文件夹。
export-inbox-no-folder-hint = 请指定存放新文件的文件夹。
export-inbox-same = 名单会写入被监视的文件夹，然后又被打分：{ $folder }
export-inbox-same-hint = 请为名单选择另一个文件夹。
export-inbox-watched = 另一个 Stratum 已在写入 { $folder } 中的名单。
export-inbox-watched-hint = 请停止另一个程序，或为名单选择另一个文件夹。
export-inbox-gone = 被监视的文件夹 { $folder } 已不存在。
export-inbox-gone-hint = 请检查它所在的磁盘或网络驱动器是否已连接，然后重新启动：不会有文件被重复打分。
export-inbox-ledger = { $folder } 应记录哪些文件已打分，但它已损坏，或不是由 Stratum 写入的。
export-inbox-ledger-hint = 请恢复完好的副本，或把它移走后重新启动：文件夹中的每个文件会再打分一次。
export-inbox-newer = { $folder } 由更新版本的 Stratum 写入，记录了哪些文件已打分。
export-inbox-newer-hint = 请使用那个版本，或为名单选择另一个文件夹。
