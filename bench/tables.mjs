// Results as Markdown. CPU is what is compared: wall time on a machine that does something else as well says little.

const titles = {
  start: 'start (`--version`)',
  nothing: 'nothing cached',
  cold: 'cold',
  noop: 'no-op',
  edit: 'one edit',
  check: '`--check`',
};

const ms = (seconds) => `${Math.round(seconds * 1000)}`;

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(line), ''].join('\n');
}

/**
 * One table for each scenario: the first subject is what all others are divided by.
 */
export function peerTable({ bare, rows }, scenarios) {
  const [own] = rows;
  const sections = scenarios.map((scenario) => {
    const reference = own.results.get(scenario);
    const body = rows.map((row) => {
      const result = row.results.get(scenario);
      if (result === undefined) return [row.name, '–', '–', '–', '–', '–'];
      const ratio = (result.cpu / reference.cpu).toFixed(2);
      const spread = `± ${Math.round(result.spread * 100)} %`;
      return [
        row.name,
        `${ms(result.cpu)} ${spread}`,
        ms(result.cpu - bare.cpu),
        ms(result.wall),
        `${Math.round(result.rss)}`,
        ratio,
      ];
    });
    const head = [titles[scenario], 'CPU ms', 'above bare node', 'wall ms', 'peak MiB', 'CPU ratio'];
    return table(head, body);
  });
  const sizes = rows.map(({ name, units, size }) => [
    name,
    `${units}`,
    `${size.files}`,
    `${Math.round(size.bytes / 1024)}`,
  ]);
  return [
    `Bare \`node -e 0\`: ${ms(bare.cpu)} ms CPU, ${ms(bare.wall)} ms wall, ${Math.round(bare.rss)} MiB.\n`,
    table(['output', 'units', 'files', 'KiB'], sizes),
    ...sections,
  ].join('\n');
}

/** By number of profiles: CPU, memory, and what one more profile costs between two numbers. */
export function scaleTable({ bare, rows }, scenarios) {
  const head = [
    '',
    ...rows.map(({ units }) => `${units} profiles`),
    ...rows.slice(1).map(({ units }, index) => `${rows[index].units} → ${units}: per profile`),
  ];
  const lines = scenarios.flatMap((scenario) => {
    const results = rows.map((row) => row.results.get(scenario));
    const slope = (pick) =>
      rows
        .slice(1)
        .map((row, index) => (pick(results[index + 1]) - pick(results[index])) / (row.units - rows[index].units));
    return [
      [
        `${titles[scenario]}, CPU ms above bare node`,
        ...results.map(({ cpu }) => ms(cpu - bare.cpu)),
        ...slope(({ cpu }) => cpu * 1000).map((value) => `${value.toFixed(2)} ms`),
      ],
      [
        `${titles[scenario]}, peak MiB`,
        ...results.map(({ rss }) => `${Math.round(rss)}`),
        ...slope(({ rss }) => rss * 1024).map((value) => `${Math.round(value)} KiB`),
      ],
    ];
  });
  const size = [
    'output, KiB',
    ...rows.map((row) => `${Math.round(row.size.bytes / 1024)}`),
    ...rows.slice(1).map(() => ''),
  ];
  return table(head, [...lines, size]);
}

/** `validate` beside `rake`: seconds of both, and how many times as long `rake` takes. */
export function validateTable(rows) {
  const head = ['', 'validate, CPU s', 'rake, CPU s', 'CPU ratio', 'validate, wall s', 'rake, wall s', 'wall ratio'];
  const cells = ({ own, theirs, ratio }) => [own.toFixed(1), theirs.toFixed(1), ratio.toFixed(2)];
  return table(
    head,
    rows.map(({ title, cpu, wall }) => [title, ...cells(cpu), ...cells(wall)]),
  );
}
