//! A sentence before it has a language: a key of `assets/words` and its arguments.

/// One argument of a [`Message`].
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    /// Text from the data or the system, shown as it is.
    Text(String),
    /// A whole number; selects plural forms and is grouped by thousands.
    Count(u64),
    /// A number shown with this many decimals.
    Number(f64, u8),
    /// A share between 0 and 1, shown as a percentage with this many decimals.
    Share(f64, u8),
    /// A sentence part that is itself a message.
    Message(Box<Message>),
    /// Several sentence parts, joined by the language's own list comma.
    List(Vec<Message>),
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&String> for Arg {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<usize> for Arg {
    fn from(count: usize) -> Self {
        Self::Count(count as u64)
    }
}

impl From<u32> for Arg {
    fn from(count: u32) -> Self {
        Self::Count(u64::from(count))
    }
}

impl From<u64> for Arg {
    fn from(count: u64) -> Self {
        Self::Count(count)
    }
}

impl From<Message> for Arg {
    fn from(message: Message) -> Self {
        Self::Message(Box::new(message))
    }
}

impl From<Vec<Message>> for Arg {
    fn from(messages: Vec<Message>) -> Self {
        Self::List(messages)
    }
}

/// A key of the word lists with its arguments; rendered only by `ui`, `cli` and `export`.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    pub key: &'static str,
    pub args: Vec<(&'static str, Arg)>,
}

impl Message {
    pub fn new(key: &'static str) -> Self {
        Self { key, args: Vec::new() }
    }

    /// A name or value from the data, shown as it is.
    pub fn text(text: impl Into<String>) -> Self {
        Self::new("text").with("text", text.into())
    }

    #[must_use]
    pub fn with(mut self, name: &'static str, arg: impl Into<Arg>) -> Self {
        self.args.push((name, arg.into()));
        self
    }

    /// Adds a number shown with `decimals` decimals.
    #[must_use]
    pub fn number(self, name: &'static str, value: f64, decimals: u8) -> Self {
        self.with_arg(name, Arg::Number(value, decimals))
    }

    /// Adds a share between 0 and 1, shown as a percentage.
    #[must_use]
    pub fn share(self, name: &'static str, value: f64, decimals: u8) -> Self {
        self.with_arg(name, Arg::Share(value, decimals))
    }

    fn with_arg(mut self, name: &'static str, arg: Arg) -> Self {
        self.args.push((name, arg));
        self
    }
}

/// What went wrong and what to do about it. Each layer's error enum turns into one of these,
/// and only `ui`, `cli` and `export` turn it into words.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    pub message: Message,
    pub hint: Option<Message>,
}

impl Problem {
    pub fn new(message: Message) -> Self {
        Self { message, hint: None }
    }

    #[must_use]
    pub fn hint(mut self, hint: Message) -> Self {
        self.hint = Some(hint);
        self
    }
}
