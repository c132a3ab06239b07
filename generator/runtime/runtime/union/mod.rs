//! How the alternatives of a union are told apart.
//!
//! By shape: each alternative has a form (`*_form.rs`), and `candidates.rs` sorts the alternatives
//! by the ranks that their forms give to the value. Each form is in a file of its own, because a
//! crate gets only the forms that its unions have.

pub mod any_form;
pub mod any_list_form;
pub mod any_map_form;
pub mod attempt;
pub mod boolean_form;
pub mod candidates;
pub mod format_form;
pub mod integer_form;
pub mod list_form;
pub mod listed_form;
pub mod map_form;
pub mod map_rank;
pub mod number_form;
pub mod object_form;
pub mod tag;
pub mod text_form;
pub mod texts_form;
pub mod undecided;
pub mod union_form;
pub mod values;
