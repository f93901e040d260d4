//! The worker: one thread for slow work beside the screen: a file read for an import, a report made for an export. It has a
//! reading connection of its own, says how far it is, and stops when asked. Its answer is taken by the loop; nothing is written
//! here.

pub(super) mod export;
pub(super) mod import;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use crate::command::{ExportOrder, ImportOrder};
use crate::domain::book::Book;
use crate::store::{Store, StoreError};
use crate::work::WorkError;
use crate::work::import::Preview;

/// What the worker brings.
pub(super) enum Done {
    /// A file was read for an import.
    Read(Result<Preview, WorkError>),
    /// A report was made.
    Made(Result<Box<export::Made>, WorkError>),
}

/// Work under way.
pub(super) struct Job {
    stop: Arc<AtomicBool>,
    done: Arc<AtomicU64>,
    /// Bytes of the file, or steps of the report.
    size: u64,
    what: &'static str,
    answer: Receiver<Done>,
    /// What it brings if the worker ends without a word.
    lost: fn() -> Done,
}

impl Drop for Job {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

impl Job {
    /// Starts the thread; the work says how far it is, and is answered whether to go on.
    fn start(
        what: &'static str,
        size: u64,
        lost: fn() -> Done,
        work: impl FnOnce(&mut dyn FnMut(u64) -> bool) -> Done + Send + 'static,
    ) -> Job {
        let (stop, done) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU64::new(0)));
        let (send, answer) = channel();
        let (stop_there, done_there) = (stop.clone(), done.clone());
        std::thread::spawn(move || {
            let mut progress = |so_far: u64| {
                done_there.store(so_far, Ordering::Relaxed);
                !stop_there.load(Ordering::Relaxed)
            };
            // A closed channel means that nobody waits any more.
            let _ = send.send(work(&mut progress));
        });
        Job { stop, done, size, what, answer, lost }
    }

    /// Begins to read a file. The book is copied, so that the reviewer can go on.
    pub fn import(order: ImportOrder, store: &Store, book: &Book) -> Result<Job, StoreError> {
        let (reader, book) = (store.reader()?, book.clone());
        let request = import::request(order);
        let size = request.inputs.first().and_then(|p| std::fs::metadata(p).ok()).map_or(0, |m| m.len());
        let lost = || Done::Read(Err(WorkError::Stopped));
        Ok(Job::start("Reading the file", size, lost, move |progress| {
            Done::Read(crate::work::import::plan(&reader, &book, &request, progress))
        }))
    }

    /// Begins to make a report.
    pub fn export(order: ExportOrder, store: &Store, book: &Book, today: chrono::NaiveDate) -> Result<Job, StoreError> {
        let (reader, book) = (store.reader()?, book.clone());
        let (own, who) = (store.path().to_owned(), store.who().to_owned());
        let lost = || Done::Made(Err(WorkError::Stopped));
        Ok(Job::start("Making the report", export::STEPS, lost, move |progress| {
            Done::Made(export::make(&order, &reader, &book, &own, &who, today, progress).map(Box::new))
        }))
    }

    /// The answer, if it is there.
    pub fn take(&self) -> Option<Done> {
        match self.answer.try_recv() {
            Ok(answer) => Some(answer),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some((self.lost)()),
        }
    }

    /// How far it is, in words.
    pub fn progress(&self) -> String {
        let done = self.done.load(Ordering::Relaxed);
        match (done * 100).checked_div(self.size) {
            Some(percent) => format!("{}: {} %", self.what, percent.min(100)),
            None => self.what.to_owned(),
        }
    }
}
