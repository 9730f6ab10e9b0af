/** Flowcharts as text that GitHub and the Forge turn into pictures. */

/** A box of a flowchart, with others inside or without. */
export interface FlowNode {
  readonly id: string;
  /** Lines of text. */
  readonly label: string;
  readonly shape: 'node' | 'database' | 'pool';
  readonly optional: boolean;
  /** Id of the box around it. */
  readonly inside?: string;
}

export interface Flowchart {
  readonly nodes: readonly FlowNode[];
  readonly connections: readonly {
    readonly from: string;
    readonly to: string;
    readonly port?: string | undefined;
    readonly optional: boolean;
  }[];
}

/** The source of a Mermaid flowchart: nodes within nodes, connections, optional parts in a style of their own. */
export function drawing({ nodes, connections }: Flowchart): string {
  const lines = ['graph LR', ...children(nodes, undefined).flatMap((node) => drawn(node, nodes, '    '))];
  if (connections.length > 0) lines.push('');
  for (const { from, to, port, optional } of connections) {
    lines.push(`    ${from} ${optional ? '-.->' : '-->'}${port === undefined ? '' : `|${label(port)}|`} ${to}`);
  }
  const optional = nodes.filter((node) => node.optional).map(({ id }) => id);
  if (optional.length > 0) {
    lines.push('', '    classDef optional fill:#eef4fb,stroke:#5b7fa6,stroke-dasharray:5 3,color:#333');
    lines.push(`    class ${optional.join(',')} optional`);
  }
  return lines.join('\n');
}

function drawn(node: FlowNode, nodes: readonly FlowNode[], indent: string): string[] {
  const inner = children(nodes, node.id);
  if (inner.length === 0) return [`${indent}${node.id}${shaped(node)}`];
  return [
    `${indent}subgraph ${node.id}[${label(node.label)}]`,
    ...inner.flatMap((child) => drawn(child, nodes, `${indent}    `)),
    `${indent}end`,
  ];
}

function children(nodes: readonly FlowNode[], parent: string | undefined): FlowNode[] {
  return nodes.filter(({ inside }) => inside === parent);
}

function shaped({ shape, label: text }: FlowNode): string {
  switch (shape) {
    case 'node':
      return `[${label(text)}]`;
    case 'database':
      return `[(${label(text)})]`;
    case 'pool':
      return `@{ shape: processes, label: ${label(text)} }`;
  }
}

/** Quoted, so that brackets and words of Mermaid's own may stand in it. */
function label(text: string): string {
  return `"${text.replace(/"/g, '#quot;').replace(/\n/g, '<br>')}"`;
}
