//! The language server: `bulletin lsp`. The same engine as a build, for whoever writes, while they write.
//!
//! [`serve`] answers one editor. What it knows is the `desk`: open texts over the files of the digest (`overlay`), and the digest as
//! it was when it was last linked. A keystroke parses its own file and nothing else, and what that names is looked up in the tables
//! of the last link ([`Directory::check`](crate::site::Directory::check)); that is told at once. After a quiet moment `check` runs the
//! stages of a build over the whole digest, but for the making of pages, and tells the rest. It gives up as soon as the editor has
//! something to say. Nothing here writes a file: changes are edits, which the editor makes.
//!
//! - `server`: the loop; `inbox`: what waits for it; `client`, `editor`, `positions`, `address`: what the other side can do, and how it counts and names.
//! - `reports`, `shift`, `fixes`, `missing`, `edits`: what is wrong, where it has moved to, what mends it, what is to be made.
//! - `front`, `fields`, `names`: which field the cursor is in, what that takes and what it names.
//! - `mentions`, `subject`: what a file names, and what a name is about; with them `navigate`, `rename`, `symbols`, `hover`.
//! - `complete`: what may stand where the cursor is.

mod address;
mod check;
mod client;
mod complete;
mod desk;
mod editor;
mod edits;
mod fields;
mod fixes;
mod front;
mod hover;
mod inbox;
mod mentions;
mod missing;
mod names;
mod navigate;
mod overlay;
mod positions;
mod rename;
mod reports;
mod server;
mod shift;
mod subject;
mod symbols;

pub use server::{Opened, serve};
