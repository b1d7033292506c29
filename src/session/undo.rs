//! Undo and redo of what the analyst chose; a drag of a slider is one step.

/// The most steps remembered.
const MAX_STEPS: usize = 200;

/// A value with its history.
#[derive(Clone, Debug, Default)]
pub struct Undo<T> {
    current: T,
    past: Vec<T>,
    future: Vec<T>,
    /// The value before the drag that goes on.
    before_drag: Option<T>,
}

impl<T: Clone + PartialEq> Undo<T> {
    pub fn new(current: T) -> Self {
        Self { current, past: Vec::new(), future: Vec::new(), before_drag: None }
    }

    pub fn current(&self) -> &T {
        &self.current
    }

    /// Changes the value as one step, unless nothing changed or a drag goes on.
    pub fn edit(&mut self, change: impl FnOnce(&mut T)) {
        let before = self.current.clone();
        change(&mut self.current);
        if self.before_drag.is_none() {
            self.remember(before);
        }
    }

    /// Changes the value as a part of the step before: what the program adds by itself to a choice.
    pub fn amend(&mut self, change: impl FnOnce(&mut T)) {
        change(&mut self.current);
    }

    /// Everything until [`Self::end_drag`] is one step.
    pub fn begin_drag(&mut self) {
        if self.before_drag.is_none() {
            self.before_drag = Some(self.current.clone());
        }
    }

    pub fn end_drag(&mut self) {
        if let Some(before) = self.before_drag.take() {
            self.remember(before);
        }
    }

    pub fn dragging(&self) -> bool {
        self.before_drag.is_some()
    }

    pub fn undo(&mut self) {
        self.end_drag();
        if let Some(before) = self.past.pop() {
            self.future.push(std::mem::replace(&mut self.current, before));
        }
    }

    pub fn redo(&mut self) {
        self.end_drag();
        if let Some(after) = self.future.pop() {
            self.past.push(std::mem::replace(&mut self.current, after));
        }
    }

    pub fn can_undo(&self) -> bool {
        !self.past.is_empty() || self.before_drag.as_ref().is_some_and(|before| *before != self.current)
    }

    pub fn can_redo(&self) -> bool {
        !self.future.is_empty() && self.before_drag.is_none()
    }

    fn remember(&mut self, before: T) {
        if before == self.current {
            return;
        }
        if self.past.len() == MAX_STEPS {
            self.past.remove(0);
        }
        self.past.push(before);
        self.future.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn undo_and_redo_walk_the_steps() {
        let mut value = Undo::new(0);
        value.edit(|v| *v = 1);
        value.edit(|v| *v = 2);
        value.edit(|v| *v = 2);
        value.undo();
        assert_eq!((*value.current(), value.can_undo(), value.can_redo()), (1, true, true));
        value.undo();
        assert_eq!((*value.current(), value.can_undo()), (0, false));
        value.redo();
        value.redo();
        assert_eq!((*value.current(), value.can_redo()), (2, false));
    }

    #[test]
    fn a_drag_is_one_step() {
        let mut value = Undo::new(0);
        value.begin_drag();
        for v in 1..50 {
            value.edit(|current| *current = v);
        }
        value.end_drag();
        value.undo();
        assert_eq!((*value.current(), value.can_undo()), (0, false));
    }

    #[test]
    fn a_new_edit_forgets_what_was_undone() {
        let mut value = Undo::new(0);
        value.edit(|v| *v = 1);
        value.undo();
        value.edit(|v| *v = 5);
        assert!(!value.can_redo());
        value.undo();
        assert_eq!(*value.current(), 0);
    }

    #[test]
    fn what_the_program_adds_belongs_to_the_step_before() {
        let mut value = Undo::new(0);
        value.edit(|v| *v = 1);
        value.amend(|v| *v = 7);
        value.undo();
        assert_eq!(*value.current(), 0);
        value.redo();
        assert_eq!(*value.current(), 7);
    }

    #[test]
    fn the_history_is_bounded() {
        let mut value = Undo::new(0);
        for v in 1..=(MAX_STEPS + 50) {
            value.edit(|current| *current = v);
        }
        while value.can_undo() {
            value.undo();
        }
        assert_eq!(*value.current(), 50);
    }
}
