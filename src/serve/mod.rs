//! The preview server: the files of a build in memory, over HTTP, for whoever sits at this machine. The home of the network.
//!
//! It knows neither sources nor disks: whoever builds hands over the [`Reader`](crate::output::Reader) of the output, and tells
//! the [`Preview`] what became of each build.
//!
//! - `server`: sockets on the loopback alone, a thread for each connection, limits of number, size and time.
//! - `request`: what is asked for, and what is refused: other names of the host, other origins, other methods.
//! - `files`: which file answers an address; `answer`: how answers are written.
//! - `preview`: the state that all connections share, and waiting for the next; `told`: what is told of a build, as JSON.
//! - `serve.js`: what every page gets: it reloads, shows mistakes, marks drafts. It is the one thing that is added to the bytes
//!   of a build.
//!
//! A page in a browser anywhere can send requests here. So what a browser would not send of itself from the preview's own
//! pages is refused, and no answer may be read, shown or kept elsewhere.

mod answer;
mod files;
mod preview;
mod request;
mod server;
mod told;

pub use preview::Preview;
pub use server::{Limits, Server};
pub use told::{Editor, Problem};
