//! The gates that `examples/gates` and the hooks show: files that their readers take, and command lines that
//! run.

use std::path::Path;

use saphyr::{LoadableYamlNode as _, Yaml};

use crate::support::{fresh, read, soat};

const GATES: [&str; 3] = [
    "examples/gates/github-actions.yml",
    "examples/gates/gitlab-ci.yml",
    "examples/gates/pre-commit-config.yaml",
];

const HOOKS: &str = ".pre-commit-hooks.yaml";

/// What stands for a folder of submissions.
const SUBMISSION: &str = "examples/quang_ngai_59/clean";

fn yaml(text: &str) -> Yaml<'_> {
    let mut documents = Yaml::load_from_str(text).unwrap();
    assert_eq!(documents.len(), 1);
    documents.remove(0)
}

/// The lines of all texts in a file that call the tool.
fn calls(node: &Yaml<'_>, out: &mut Vec<String>) {
    if let Some(text) = node.as_str() {
        out.extend(text.lines().filter(|line| line.starts_with("soat ")).map(str::to_owned));
    }
    for (_, value) in node.as_mapping().into_iter().flatten() {
        calls(value, out);
    }
    for part in node.as_vec().into_iter().flatten() {
        calls(part, out);
    }
}

/// Runs a command line on the plans and an example of this repository, writing to a folder of that name.
fn runs(name: &str, line: &str) {
    let folder = fresh(name);
    let own = |arg: &str| match arg.split_once('=') {
        _ if arg == "ho_so" => SUBMISSION.to_owned(),
        Some((form, file)) => format!("{form}={}", folder.join(file).display()),
        None => arg.to_owned(),
    };
    let args: Vec<String> = line.split(' ').skip(1).map(own).collect();
    let ran = soat(&args);
    assert_eq!(ran.status, 0, "{line}\n{}{}", ran.out, ran.err);
    for file in args.iter().filter_map(|arg| arg.split_once('=')).map(|(_, file)| file) {
        assert!(!read(Path::new(file)).is_empty(), "{file}");
    }
}

#[test]
fn the_workflows_call_the_tool_as_it_is() {
    for (gate, wanted) in GATES.into_iter().zip([4, 4, 0]) {
        let text = read(gate.as_ref());
        let mut lines = Vec::new();
        calls(&yaml(&text), &mut lines);
        assert_eq!(lines.len(), wanted, "{gate}");
        for line in &lines {
            runs("gates-workflows", line);
        }
    }
}

/// The words of a list of texts.
fn words<'a>(node: &'a Yaml<'_>, key: &str) -> Vec<&'a str> {
    let list = node.as_mapping_get(key).and_then(Yaml::as_vec);
    list.into_iter().flatten().map(|word| word.as_str().unwrap()).collect()
}

#[test]
fn the_hooks_run_with_their_own_arguments_and_with_those_of_the_example() {
    let (text, shown) = (read(HOOKS.as_ref()), read(GATES[2].as_ref()));
    let (hooks, shown) = (yaml(&text), yaml(&shown));
    let wanted = &shown.as_mapping_get("repos").unwrap().as_vec().unwrap()[0];
    let wanted = wanted.as_mapping_get("hooks").unwrap().as_vec().unwrap();
    let named = |node: &Yaml<'_>| node.as_mapping_get("id").unwrap().as_str().unwrap().to_owned();
    let hooks = hooks.as_vec().unwrap();
    let (known, used): (Vec<_>, Vec<_>) =
        (hooks.iter().map(named).collect(), wanted.iter().map(named).collect());
    assert_eq!(known, used);
    for (hook, used) in hooks.iter().zip(wanted) {
        let entry = hook.as_mapping_get("entry").unwrap().as_str().unwrap();
        assert_eq!(hook.as_mapping_get("language").unwrap().as_str(), Some("rust"));
        let all = hook.as_mapping_get("pass_filenames").and_then(Yaml::as_bool) == Some(false);
        let files: &[&str] = if all { &[] } else { &["rules/quang_ngai/59_kh_2018.plan"] };
        for args in [words(hook, "args"), words(used, "args")] {
            let line: Vec<&str> =
                [entry].into_iter().chain(args).chain(files.iter().copied()).collect();
            runs("gates-hooks", &line.join(" "));
        }
    }
}
