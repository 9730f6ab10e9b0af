/** Findings and results in the forms that other programs read. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { junit } from '../../src/cli/report/junit.js';
import { sarif } from '../../src/cli/report/sarif.js';
import type { Finding } from '../../src/findings/finding.js';
import type { JudgeResult } from '../../src/validate/validate.js';
import { folder } from '../validate/modules.js';
import { fc } from '../property.js';

const lamp: Finding = {
  code: 'OVP7202',
  severity: 'warning',
  message: 'double quoted string',
  help: 'Use single quotes.',
  site: { file: '/site/src/my lamp.ts', line: 2, column: 3 },
  related: { message: 'generated here', site: { file: '/elsewhere/init.pp', line: 7, column: 1 } },
};
const result: JudgeResult = {
  name: 'lint',
  unit: 'files',
  seconds: 1.5,
  judged: true,
  passed: 3,
  failed: 1,
  notRun: 2,
  findings: [lamp],
};

describe('SARIF', () => {
  const location = (uri: string, startLine: number, startColumn: number) => ({
    physicalLocation: { artifactLocation: { uri }, region: { startLine, startColumn } },
  });

  it('has rules, places and related places', () => {
    const other: Finding = { code: 'OVP7210', severity: 'error', message: 'no verdict' };
    expect(sarif({ cwd: '/site' }, [other, lamp, lamp], '1.2.3')).toMatchObject({
      version: '2.1.0',
      runs: [
        {
          tool: { driver: { name: 'ovp-gen', version: '1.2.3', rules: [{ id: 'OVP7202' }, { id: 'OVP7210' }] } },
          results: [
            {
              ruleId: 'OVP7202',
              level: 'warning',
              message: { text: 'double quoted string\nUse single quotes.' },
              locations: [location('src/my%20lamp.ts', 2, 3)],
              relatedLocations: [
                { ...location('file:///elsewhere/init.pp', 7, 1), message: { text: 'generated here' } },
              ],
            },
            { ruleId: 'OVP7210', level: 'error', locations: [] },
          ],
        },
      ],
    });
  });
});

describe('JUnit', () => {
  it('has a suite for each judge and a case for each finding', () => {
    const cwd = folder();
    writeFileSync(join(cwd, 'lamp.ts'), 'one\n  <two & "three">\n');
    const { code, severity, message } = lamp;
    const finding: Finding = { code, severity, message, site: { file: join(cwd, 'lamp.ts'), line: 2, column: 3 } };
    const text = junit({ cwd }, [finding], [{ ...result, findings: [finding] }]);
    expect(text).toContain('<testsuite name="lint" tests="3" failures="1" errors="0" skipped="1" time="1.500">');
    expect(text).toContain('<testcase classname="lint" name="3 files passed"/>');
    expect(text).toContain('<testcase classname="lint" name="2 files not run"><skipped/></testcase>');
    expect(text).toContain('<failure message="double quoted string">');
    expect(text).toContain('&lt;two &amp; &quot;three&quot;&gt;');
  });

  it('says that a judge came to no verdict', () => {
    const text = junit({ cwd: '/' }, [lamp], [{ ...result, judged: false, passed: 0, notRun: 0 }]);
    expect(text).toContain('failures="0" errors="1"');
    expect(text).toContain('<error ');
  });

  it('has what no judge has found, where a run fails for it', () => {
    const outdated: Finding = { code: 'OVP7212', severity: 'error', message: 'not as generated' };
    const hint: Finding = { code: 'OVP1203', severity: 'warning', message: 'unused' };
    const text = junit({ cwd: '/' }, [hint, outdated, lamp], [result]);
    expect(text).toContain('<testsuite name="project" tests="1" failures="0" errors="1" skipped="0" time="0">');
    expect(text).toContain('<testcase classname="project" name="OVP7212: not as generated"><error ');
    expect(junit({ cwd: '/' }, [hint, lamp], [result])).not.toContain('project');
  });

  it('is XML whatever a judge prints', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (message) => {
        const findings: Finding[] = [{ code: 'OVP1', severity: 'error', message }];
        const text = junit({ cwd: '/' }, findings, [{ ...result, findings }]);
        // Between the tags there is nothing that would begin another one, nor a character that XML does not have.
        const outside = text.replaceAll(/<\/?[a-z?][^<>]*>/g, '');
        expect(outside).not.toMatch(/[<>"]|&(?!amp;|lt;|gt;|quot;|#10;|#9;)/);

        expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/);
      }),
    );
  });
});
