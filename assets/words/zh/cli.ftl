### Words of cli

cli-reading = 正在读取 { $file }
cli-training = 正在训练 { $methods } 种方法，各重复 { $runs } 次
cli-judging = 正在评估留出客户
cli-time-left = 约剩 { $seconds } 秒
cli-stopping = 正在停止并保留目前最佳；再按一次 Ctrl+C 立即结束。
cli-stopped = 提前停止：结果来自目前最好的网络。
cli-written = 已写入 { $folder }：{ $files }（{ $n } 位客户）
cli-sample-written = 已把 { $n } 位客户写入 { $file }
cli-hint-force = 请选择其他文件夹，或用 --force 替换。
cli-demo-headless = 演示将在没有窗口的情况下继续，结果写入 { $folder }。
cli-unknown-command = 没有名为“{ $word }”的命令或文件。
cli-set-form = “{ $setting }”没有说明把什么设为什么。
cli-set-form-hint = 请写成 --set 键=值，例如 --set learning_rate=0.05。
cli-method-not-chosen = 本次训练没有选择方法“{ $method }”。
cli-method-not-chosen-hint = 请用 --method { $method } 加入。
cli-test-rows-line = 留出行文件第 { $line } 行的“{ $text }”不是行号。
cli-test-rows-line-hint = 每行写一个行号，从 0 数起，不计表头。
cli-no-threads = 无法启动 { $n } 个线程。
cli-no-threads-hint = 请为 --threads 选择较小的数。
cli-profile-summary = { $file }：{ $rows }、{ $columns }，按 { $encoding }、{ $separator }读取，小数点为“{ $decimal }”
cli-head-column = 列
cli-head-role = 角色
cli-head-missing = 缺失
cli-head-values = 取值
cli-head-reason = 原因
cli-no-issues = 没有发现异常。
cli-issues = 需要留意：
cli-head-method = 方法
cli-head-accuracy = 准确率
cli-head-macro-f1 = 宏平均 F1
cli-head-best-epoch = 最佳轮次
cli-head-verdict = 比较
cli-better-than = 优于{ $methods }，差异超出偶然
cli-confusion = 留出客户：真实类别（行）、预测类别（列）
cli-method-warning = { $method }：{ $warning }
