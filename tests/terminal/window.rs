//! A terminal window with the real program in it. Waits for what stands on the screen, never for time to pass.

use std::io::{Read, Write};
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, PtyPair, PtySize, native_pty_system};

/// A busy machine may take long to draw a frame; a test that waits this long has failed.
const PATIENCE: Duration = Duration::from_secs(120);

/// What the program has sent.
struct Shown {
    screen: vt100::Parser,
    wire: Vec<u8>,
}

/// The program, its screen, and the bytes on the way.
pub struct Window {
    pair: PtyPair,
    child: Box<dyn Child + Send + Sync>,
    keyboard: Box<dyn Write + Send>,
    shown: Arc<(Mutex<Shown>, Condvar)>,
}

/// How a terminal treats lines and keys, to be compared.
pub type Manners = String;

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

impl Window {
    /// Starts the program in a window of this size; its home and temporary folder are `home`.
    pub fn open(arguments: &[&str], home: &Path, columns: u16, rows: u16) -> Window {
        let pair = native_pty_system().openpty(size(columns, rows)).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_milepost"));
        command.args(arguments);
        command.env_clear();
        for name in ["HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"] {
            command.env(name, home);
        }
        command.env("TERM", "xterm-256color");
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("USER", "sample");
        command.cwd(home);
        let child = pair.slave.spawn_command(command).unwrap();
        let shown = Arc::new((Mutex::new(Shown { screen: vt100::Parser::new(rows, columns, 0), wire: Vec::new() }), Condvar::new()));
        let mut from = pair.master.try_clone_reader().unwrap();
        let seen = Arc::clone(&shown);
        std::thread::spawn(move || {
            let mut bytes = vec![0; 1 << 16];
            while let Ok(n @ 1..) = from.read(&mut bytes) {
                let mut shown = seen.0.lock().unwrap();
                shown.screen.process(&bytes[..n]);
                shown.wire.extend_from_slice(&bytes[..n]);
                seen.1.notify_all();
            }
        });
        let keyboard = pair.master.take_writer().unwrap();
        Window { pair, child, keyboard, shown }
    }

    /// How the terminal treats lines and keys now: echo, line by line, signals.
    pub fn manners(&self) -> Manners {
        let name = self.pair.master.tty_name().unwrap();
        let stty = std::process::Command::new("stty").arg("-F").arg(name).arg("-a").output().unwrap();
        assert!(stty.status.success(), "{}", String::from_utf8_lossy(&stty.stderr));
        // The size is no manner.
        String::from_utf8(stty.stdout).unwrap().lines().filter(|l| !l.contains("rows")).collect::<Vec<_>>().join("\n")
    }

    /// Types keys or sends bytes as a terminal would.
    pub fn types(&mut self, bytes: &str) -> &mut Window {
        self.keyboard.write_all(bytes.as_bytes()).unwrap();
        self.keyboard.flush().unwrap();
        self
    }

    /// Makes the window larger or smaller.
    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut Window {
        self.shown.0.lock().unwrap().screen.screen_mut().set_size(rows, columns);
        self.pair.master.resize(size(columns, rows)).unwrap();
        self
    }

    /// Waits until the screen is as wanted.
    pub fn waits(&mut self, what: &str, wanted: impl Fn(&vt100::Screen) -> bool) -> &mut Window {
        let until = Instant::now() + PATIENCE;
        let (lock, news) = &*self.shown;
        let mut shown = lock.lock().unwrap();
        while !wanted(shown.screen.screen()) {
            let left = until.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "never came: {what}\n{}", shown.screen.screen().contents());
            shown = news.wait_timeout(shown, left).unwrap().0;
        }
        drop(shown);
        self
    }

    /// Waits until all of these words stand on the screen together.
    pub fn sees(&mut self, words: &[&str]) -> &mut Window {
        self.waits(&words.join(", "), |screen| {
            let contents = screen.contents();
            words.iter().all(|w| contents.contains(w))
        })
    }

    /// Waits until these words no longer stand on the screen.
    pub fn loses(&mut self, words: &str) -> &mut Window {
        self.waits(&format!("no '{words}'"), |screen| !screen.contents().contains(words))
    }

    /// Every byte the program has sent so far.
    pub fn wire(&self) -> Vec<u8> {
        self.shown.0.lock().unwrap().wire.clone()
    }

    /// Asks the program to end, by a signal.
    #[cfg(unix)]
    pub fn signals(&mut self, signal: rustix::process::Signal) -> &mut Window {
        let id = i32::try_from(self.child.process_id().unwrap()).unwrap();
        rustix::process::kill_process(rustix::process::Pid::from_raw(id).unwrap(), signal).unwrap();
        self
    }

    /// Waits for the program's end.
    pub fn ends(&mut self) -> ExitStatus {
        self.child.wait().unwrap()
    }

    /// The terminal is as it was before: the shell's screen, its cursor, its manners, no mouse and no paste marks.
    pub fn is_given_back(&mut self, before: &Manners) {
        // The last bytes may still be on their way when the program has ended.
        self.waits("the shell's own screen", |screen| {
            !screen.alternate_screen()
                && !screen.hide_cursor()
                && !screen.bracketed_paste()
                && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
        });
        assert_eq!(self.manners(), *before);
        let wire = self.wire();
        let count = |sequence: &[u8]| wire.windows(sequence.len()).filter(|w| *w == sequence).count();
        assert_eq!(count(b"\x1b[>1u"), count(b"\x1b[<1u"), "the keyboard protocol is taken back as often as it was set");
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
