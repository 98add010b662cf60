//! A remote as an input: its replies are kept in temporary files, and read like replies that somebody saved.

use std::io::{self, BufWriter, Write};

use tempfile::NamedTempFile;

use crate::config::Remote;
use crate::source::Input;
use crate::system::{Client, Live, ReadFault};

/// A reply larger than this, in bytes, gets a file of its own and is then read piece by piece; smaller ones share a
/// file, one a line.
const LARGE: usize = 4 << 20;

/// What keeps replies.
struct Spool {
    display: String,
    inputs: Vec<Input>,
    /// The file that small replies go to.
    shared: Option<BufWriter<NamedTempFile>>,
}

/// Reads the whole directory of `remote`, which the user called `name`, and keeps it in files that only this user may
/// read. `advance` is told the size of every reply in bytes.
///
/// # Errors
/// When any part of it cannot be read or kept.
pub fn spool(
    name: &str,
    live: &dyn Live,
    client: &Client<'_>,
    remote: &Remote,
    advance: &mut dyn FnMut(u64),
) -> Result<Vec<Input>, ReadFault> {
    let mut spool = Spool {
        display: format!("{name}:"),
        inputs: Vec::new(),
        shared: None,
    };
    live.read_directory(client, remote, &mut |reply| {
        advance(reply.len() as u64);
        spool.keep(reply)
    })?;
    spool.close()?;
    Ok(spool.inputs)
}

impl Spool {
    fn keep(&mut self, reply: &[u8]) -> io::Result<()> {
        if reply.len() > LARGE {
            // Replies are read in the order they came.
            self.close()?;
        }
        let file = match &mut self.shared {
            Some(file) => file,
            None => self.shared.insert(BufWriter::new(NamedTempFile::new()?)),
        };
        // Inside a string JSON has no line break, so that all of them are mere blanks.
        for line in reply.split(|byte| matches!(byte, b'\n' | b'\r')) {
            file.write_all(line)?;
        }
        file.write_all(b"\n")?;
        if reply.len() > LARGE {
            self.close()?;
        }
        Ok(())
    }

    /// Ends the file that is being written.
    fn close(&mut self) -> io::Result<()> {
        if let Some(file) = self.shared.take() {
            let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
            let input = Input::replies(self.display.as_str(), file.into_temp_path());
            self.inputs.push(input);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn small_replies_share_a_file_and_a_large_one_has_its_own() {
        let mut spool = Spool {
            display: "prod:".into(),
            inputs: Vec::new(),
            shared: None,
        };
        let large = format!("[{}1]", "1,".repeat(LARGE / 2));
        let replies = ["{\n \"a\": 1\r\n}", "{}", &large, "{\"b\":\"\\n\"}"];
        for reply in replies {
            spool.keep(reply.as_bytes()).unwrap();
        }
        spool.close().unwrap();
        let texts = spool.inputs.iter().map(|input| {
            assert_eq!(input.display, "prod:");
            fs::read_to_string(&input.path).unwrap()
        });
        let expected = [
            "{ \"a\": 1}\n{}\n",
            &format!("{large}\n"),
            "{\"b\":\"\\n\"}\n",
        ];
        assert_eq!(texts.collect::<Vec<_>>(), expected);
    }
}
