/** Results of judges as JUnit's XML, as CI systems read it: a suite for each judge, a case for each finding. */
import { type Finding, hasErrors } from '../../findings/finding.js';
import type { JudgeResult } from '../../validate/validate.js';
import { findingText } from './findings.js';

/** The suite of what no judge has found: definitions with mistakes, a module that is out of date. */
const OTHERS = 'project';

/**
 * @param where - paths of findings are relative to `cwd`
 * @param findings - all of them; those that are of no judge have a suite of their own
 */
export function junit(
  where: { readonly cwd: string },
  findings: readonly Finding[],
  results: readonly JudgeResult[],
): string {
  const caseOf = (suite: string, kind: 'failure' | 'error', finding: Finding): string => {
    const title = finding.message.split('\n', 1)[0] ?? '';
    const text = findingText({ ...where, color: false }, finding);
    return element('testcase', { classname: suite, name: `${finding.code}: ${title}` }, [
      element(kind, { message: title }, [escape(text)]),
    ]);
  };
  const judges = results.map(({ name, unit, seconds, judged, passed, notRun, findings }) => {
    const failures = findings.map((finding) => caseOf(name, judged ? 'failure' : 'error', finding));
    // What has passed is counted, not listed: nobody reads thousands of names.
    const cases = [
      ...(passed > 0 ? [element('testcase', { classname: name, name: `${passed} ${unit} passed` }, [])] : []),
      ...(notRun > 0
        ? [element('testcase', { classname: name, name: `${notRun} ${unit} not run` }, [element('skipped', {}, [])])]
        : []),
      ...failures,
    ];
    const counts = {
      tests: cases.length,
      failures: judged ? failures.length : 0,
      errors: judged ? 0 : failures.length,
      skipped: notRun > 0 ? 1 : 0,
    };
    return element('testsuite', { name, ...counts, time: seconds.toFixed(3) }, cases);
  });
  const ofJudges = new Set(results.flatMap((result) => result.findings));
  // A run does not fail for a warning of theirs.
  const others = findings.filter((finding) => !ofJudges.has(finding) && hasErrors([finding]));
  const cases = others.map((finding) => caseOf(OTHERS, 'error', finding));
  const counts = { tests: cases.length, failures: 0, errors: cases.length, skipped: 0 };
  const suites = [
    ...(cases.length > 0 ? [element('testsuite', { name: OTHERS, ...counts, time: 0 }, cases)] : []),
    ...judges,
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', { name: 'ovp-gen validate' }, suites)}\n`;
}

function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  content: readonly string[],
): string {
  const start = [name, ...Object.entries(attributes).map(([key, value]) => `${key}="${escape(String(value))}"`)].join(
    ' ',
  );
  return content.length === 0 ? `<${start}/>` : `<${start}>${content.join('')}</${name}>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\t': '&#9;',
};

/** XML has no way to write other control characters. */
function escape(text: string): string {
  return text
    .replaceAll(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g, '?')
    .replaceAll(/[&<>"\n\t]/g, (one) => entities[one] ?? one);
}
