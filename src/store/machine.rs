//! What differs between operating systems, and nothing else does: file modes, the machine's mark, network drives, the login.

use std::fs::{Metadata, OpenOptions};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

/// Makes files that are created readable by their owner only.
pub(super) fn private(options: &mut OpenOptions) {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    #[cfg(not(unix))]
    let _ = options;
}

/// Makes a folder enterable by its owner only, where the system has such a thing.
pub(super) fn private_folder(folder: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let _ = std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700));
    }
    #[cfg(not(unix))]
    let _ = folder;
}

/// The login name.
pub fn user() -> String {
    std::env::var("USER").or_else(|_| std::env::var("USERNAME")).unwrap_or_else(|_| "unknown".to_owned())
}

/// What tells a file from every other one here, by whatever name it was reached.
pub(super) fn identity(path: &Path) -> std::io::Result<PathBuf> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let info = std::fs::metadata(path)?;
        Ok(PathBuf::from(format!("{}:{}", info.dev(), info.ino())))
    }
    #[cfg(not(unix))]
    std::fs::canonicalize(path)
}

/// A hash of this machine and of the very file (device and inode): it changes when the file is copied or moved elsewhere.
pub(super) fn mark(file: &Metadata) -> Vec<u8> {
    let machine = std::fs::read_to_string("/etc/machine-id")
        .or_else(|_| std::env::var("COMPUTERNAME"))
        .or_else(|_| std::fs::read_to_string("/etc/hostname"))
        .unwrap_or_default();
    let mut hash = Sha256::new().chain_update(machine.trim());
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        hash.update(file.dev().to_be_bytes());
        hash.update(file.ino().to_be_bytes());
    }
    // Numbers of deleted files are used again at once; the time of birth tells the new file from the old one.
    if let Ok(created) = file.created().map(|t| t.duration_since(std::time::UNIX_EPOCH).unwrap_or_default()) {
        hash.update(created.as_nanos().to_be_bytes());
    }
    hash.finalize()[..16].to_vec()
}

/// Whether the folder lies on a network drive, where shared-memory journals are not safe.
pub(super) fn is_network_drive(folder: &Path) -> bool {
    #[cfg(target_os = "linux")]
    {
        // NFS, SMB, CIFS, SMB2, FUSE, 9P as /usr/include/linux/magic.h names them.
        const NETWORK: [i64; 6] = [0x6969, 0x517B, 0xFF53_4D42, 0xFE53_4D42, 0x6573_5546, 0x0102_1997];
        #[allow(clippy::useless_conversion, reason = "the number is narrower on some machines")]
        let found = rustix::fs::statfs(folder).is_ok_and(|fs| NETWORK.contains(&(i64::from(fs.f_type) & 0xFFFF_FFFF)));
        found
    }
    #[cfg(not(target_os = "linux"))]
    {
        let _ = folder;
        false
    }
}

/// No core dump of a process that holds case data.
pub fn forbid_core_dumps() {
    #[cfg(target_os = "linux")]
    let _ = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
}
