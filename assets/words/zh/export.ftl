### 导出的文字

export-error-is-input = { $file } 就是读取的文件，绝不会被覆盖。
export-error-foreign = { $file } 已存在，且不是由 Stratum 写入的。
export-error-is-folder = { $file } 是文件夹，无法写入同名文件。
export-error-not-a-folder = { $file } 不是可以写入结果的文件夹。
export-error-full = 没有足够空间写入 { $file }。
export-error-refused = 系统不允许写入 { $file }。
export-error-busy = { $file } 正在被其他程序使用。
export-error-io = 无法写入 { $file }。
export-error-mismatch = 文件的行与生成结果时不同。
export-error-stopped = 已停止写入，没有改动任何文件。
export-hint-other-folder = 请选择其他文件夹。
export-hint-replace = 请选择其他文件夹，或替换该文件。
export-hint-full = 请腾出空间，或选择其他磁盘上的文件夹；结果仍然保留。
export-hint-refused = 请选择您自己的文件夹，例如“文档”。
export-hint-busy = 请在那个程序中关闭它后重试，或选择其他文件夹。
export-hint-io = 请检查磁盘或网络驱动器是否仍可用，然后重试。
export-hint-mismatch = 请重新打开文件并重新训练。
