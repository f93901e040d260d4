//! The terminal, taken and given back. Whatever ends the program (quit, fault, signal) leaves the terminal as it was found.
//!
//! Nothing is ever asked of the terminal: an answer that comes late could land in a cell (what comes unasked is `unasked`). The keyboard protocol is pushed
//! blindly; a terminal that does not know it ignores it.

use std::io::{self, BufWriter, Stdout, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crossterm::cursor::Show;
use crossterm::event::{
    self, DisableBracketedPaste, EnableBracketedPaste, Event, KeyboardEnhancementFlags, PopKeyboardEnhancementFlags,
    PushKeyboardEnhancementFlags,
};
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{execute, queue};
use ratatui::Frame;
use ratatui::Terminal as Ratatui;
use ratatui::backend::CrosstermBackend;

use super::unasked::Unasked;

static TAKEN: AtomicBool = AtomicBool::new(false);

/// Buttons, drags and wheel with wide coordinates; not bare movement, which would wake an idle program.
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1002h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1002l\x1b[?1000l";

/// The terminal while the program has it.
pub struct Terminal {
    inner: Ratatui<CrosstermBackend<BufWriter<Stdout>>>,
    mouse: bool,
    unasked: Unasked,
    began: Instant,
}

impl Terminal {
    /// Takes the terminal: raw mode, alternate screen, bracketed paste, perhaps the mouse.
    pub fn take(mouse: bool) -> io::Result<Terminal> {
        let inner = Ratatui::new(CrosstermBackend::new(BufWriter::with_capacity(1 << 16, io::stdout())))?;
        let mut terminal = Terminal { inner, mouse, unasked: Unasked::default(), began: Instant::now() };
        terminal.enter()?;
        Ok(terminal)
    }

    fn enter(&mut self) -> io::Result<()> {
        enable_raw_mode()?;
        TAKEN.store(true, Ordering::SeqCst);
        let out = self.inner.backend_mut();
        queue!(out, EnterAlternateScreen, EnableBracketedPaste)?;
        #[cfg(unix)]
        queue!(out, PushKeyboardEnhancementFlags(KeyboardEnhancementFlags::DISAMBIGUATE_ESCAPE_CODES))?;
        if self.mouse {
            mouse(out, true)?;
        }
        out.flush()
    }

    /// Switches the mouse on or off.
    pub fn set_mouse(&mut self, on: bool) -> io::Result<()> {
        self.mouse = on;
        let out = self.inner.backend_mut();
        mouse(out, on)?;
        out.flush()
    }

    /// The screen's size in cells: columns, rows.
    pub fn size(&self) -> io::Result<(u16, u16)> {
        self.inner.size().map(|size| (size.width, size.height))
    }

    /// The next event; none if it was no doing of the reviewer's.
    pub fn read(&mut self) -> io::Result<Option<Event>> {
        let event = event::read()?;
        let more = event::poll(Duration::ZERO)?;
        Ok(self.unasked.passes(&event, more, self.began.elapsed()).then_some(event))
    }

    /// Draws once, in one write, shown at once.
    pub fn draw(&mut self, view: impl FnOnce(&mut Frame)) -> io::Result<()> {
        queue!(self.inner.backend_mut(), BeginSynchronizedUpdate)?;
        self.inner.draw(view)?;
        queue!(self.inner.backend_mut(), EndSynchronizedUpdate)?;
        self.inner.backend_mut().flush()
    }

    /// Puts text on the clipboard of whoever shows this terminal (OSC 52).
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        let out = self.inner.backend_mut();
        write!(out, "\x1b]52;c;{}\x07", base64(text.as_bytes()))?;
        out.flush()
    }

    /// Gives the terminal back, stops until the shell says go on, takes it again.
    pub fn suspend(&mut self) -> io::Result<()> {
        give_back();
        #[cfg(unix)]
        signal_hook::low_level::raise(signal_hook::consts::SIGTSTP)?;
        self.enter()?;
        self.inner.clear()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        give_back();
    }
}

fn mouse(out: &mut impl Write, on: bool) -> io::Result<()> {
    #[cfg(windows)]
    if on {
        return execute!(out, crossterm::event::EnableMouseCapture);
    } else {
        return execute!(out, crossterm::event::DisableMouseCapture);
    }
    #[cfg(not(windows))]
    out.write_all(if on { MOUSE_ON } else { MOUSE_OFF }.as_bytes())
}

/// Puts the terminal back as it was found; once, whoever calls.
pub fn give_back() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    // Nothing can be done about a terminal that is gone.
    let mut out = io::stdout();
    let _ = mouse(&mut out, false);
    #[cfg(unix)]
    let _ = execute!(out, PopKeyboardEnhancementFlags);
    let _ = execute!(out, EndSynchronizedUpdate, DisableBracketedPaste, LeaveAlternateScreen, Show);
    let _ = disable_raw_mode();
}

/// A fault of the program: the terminal first, then a sentence without any of the file's data.
pub fn on_panic() {
    std::panic::set_hook(Box::new(|fault| {
        give_back();
        let place = fault.location().map_or_else(|| "unknown place".to_owned(), |l| format!("{}:{}", l.file(), l.line()));
        let words = format!(
            "Milepost {} stopped: a fault in the program at {place}.\nEvery change that said Saved is in the file. Please report this line.\n",
            env!("CARGO_PKG_VERSION")
        );
        let _ = io::stderr().write_all(words.as_bytes());
    }));
}

/// A thread that sleeps until the system asks the program to end, then gives the terminal back. What said Saved is saved.
#[cfg(unix)]
pub fn on_signals() -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let mut signals = signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT])?;
    std::thread::Builder::new().name("signals".to_owned()).stack_size(64 << 10).spawn(move || {
        if let Some(signal) = signals.forever().next() {
            give_back();
            std::process::exit(128 + signal);
        }
    })?;
    Ok(())
}

/// Where the system has no such signals there is nothing to do.
#[cfg(not(unix))]
pub fn on_signals() -> io::Result<()> {
    Ok(())
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let n = chunk.iter().fold(0u32, |n, b| n << 8 | u32::from(*b)) << (8 * (3 - chunk.len()));
        for at in 0..4 {
            out.push(if at <= chunk.len() { char::from(DIGITS[(n >> (18 - 6 * at)) as usize & 63]) } else { '=' });
        }
    }
    out
}

/// Columns and rows of the terminal, if there is one.
pub fn size_of_terminal() -> Option<(u16, u16)> {
    crossterm::terminal::size().ok()
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn the_clipboard_speaks_base64() {
        for (text, code) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(text.as_bytes()), code);
        }
    }
}
