//! Which plan a command speaks of: an id, a number or a file, among the built-in plans or those given.

use std::path::{Path, PathBuf};

use crate::cli::Session;
use crate::cli::show::mistakes;
use crate::config::{Config, Set};
use crate::diag::Sink;
use crate::error::Error;
use crate::pipeline::Inputs;
use crate::plan::Plan;
use crate::rulebook::{self, Root};
use crate::source::{Files, disk};
use crate::value::Lang;

/// Where plans are looked for.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Shelf {
    /// Tệp hoặc thư mục quy tắc; mặc định: có sẵn / plan files or folders; by default the built-in ones
    #[arg(long, value_name = "PATH")]
    rules: Vec<PathBuf>,

    /// Tệp sửa đổi, bổ sung kế hoạch; nhắc lại được / file that amends the plan; may be repeated
    #[arg(long, value_name = "FILE")]
    pub(crate) overlay: Vec<PathBuf>,
}

/// One plan with its files.
#[derive(Debug)]
pub(crate) struct Loaded {
    pub(crate) plan: Plan,
    pub(crate) files: Files,
    /// The rules have errors, which were told.
    pub(crate) mistaken: bool,
}

impl Shelf {
    /// The plans that are meant: paths that are there, else ids or numbers of the plans at hand.
    pub(crate) fn roots(
        &self,
        wanted: &[String],
        all: bool,
        lang: Lang,
    ) -> Result<Vec<Root>, Error> {
        let (paths, names): (Vec<&String>, Vec<&String>) =
            wanted.iter().partition(|w| disk::exists(Path::new(w)));
        let mut rules = self.rules.clone();
        rules.extend(paths.into_iter().map(PathBuf::from));
        let roots = rulebook::roots(&rules, true)?;
        if names.is_empty() {
            let told = all || roots.len() == 1 || (self.rules.is_empty() && all_files(&rules));
            return if told { Ok(roots) } else { Err(Error::Usage(which(&roots, lang))) };
        }
        let mut out = Vec::new();
        for wanted in names {
            out.extend(rulebook::named(roots.clone(), Some(wanted))?);
        }
        Ok(out)
    }

    /// Where nothing else is named: the plans of the configuration, and the one that it means.
    pub(crate) fn or(&self, wanted: &[String], all: bool, config: &Config) -> (Self, Vec<String>) {
        let is_path = |wanted: &String| disk::exists(Path::new(wanted));
        if !self.rules.is_empty() || wanted.iter().any(is_path) {
            return (self.clone(), wanted.to_vec());
        }
        let usual = |set: &Option<Set<Vec<PathBuf>>>, own: &Vec<PathBuf>| match set {
            Some(set) if own.is_empty() => set.value.clone(),
            _ => own.clone(),
        };
        let plan = config.plan.as_ref().filter(|_| wanted.is_empty() && !all);
        let wanted = plan.map_or_else(|| wanted.to_vec(), |plan| vec![plan.value.clone()]);
        let rules = usual(&config.rules, &self.rules);
        (Self { rules, overlay: usual(&config.overlay, &self.overlay) }, wanted)
    }

    /// The same with one more amendment.
    pub(crate) fn with(&self, amendment: &Path) -> Self {
        let mut more = self.clone();
        more.overlay.push(amendment.to_owned());
        more
    }

    /// A folder to be checked by the plan that is meant.
    pub(crate) fn inputs(&self, wanted: &str, folder: &Path) -> Inputs {
        let path = Path::new(wanted);
        let (rules, plan) = if disk::exists(path) {
            (vec![path.to_owned()], None)
        } else {
            (self.rules.clone(), Some(wanted.to_owned()))
        };
        Inputs {
            submission: folder.to_owned(),
            rules,
            plan,
            overlays: self.overlay.clone(),
            ..Inputs::default()
        }
    }

    /// The one plan that is meant.
    pub(crate) fn one(&self, wanted: &str, session: &mut Session<'_>) -> Result<Loaded, Error> {
        let lang = session.style.lang;
        let roots = self.roots(&[wanted.to_owned()], false, lang)?;
        let [root] = roots.as_slice() else { return Err(Error::Usage(which(&roots, lang))) };
        let (mut files, mut sink) = (Files::default(), Sink::default());
        let plan = root.load(&self.overlay, &mut files, &mut sink);
        let mistaken = mistakes(sink, &files, session)?;
        let plan = plan.ok_or_else(|| Error::Rules(unread(lang)))?;
        Ok(Loaded { plan, files, mistaken })
    }
}

/// Each plan was given by its own file.
fn all_files(paths: &[PathBuf]) -> bool {
    !paths.is_empty() && paths.iter().all(|p| !disk::is_folder(p))
}

fn which(roots: &[Root], lang: Lang) -> String {
    let known: Vec<&str> = roots.iter().map(|r| r.id.as_str()).collect();
    let known = known.join(", ");
    match lang {
        Lang::Vi => format!("nêu một kế hoạch, hoặc thêm --all để in tất cả; có: {known}"),
        Lang::En => format!("name a plan, or add --all to show them all; there are: {known}"),
    }
}

/// What to say of a plan that nothing could be made of.
pub(crate) fn unread(lang: Lang) -> String {
    let text = match lang {
        Lang::Vi => "có kế hoạch không đọc được",
        Lang::En => "a plan could not be read",
    };
    text.to_owned()
}
