/** A resource type or class as references spell it: `puppet::server` -> `Puppet::Server`. */
export function referenceName(type: string): string {
  return type
    .split('::')
    .map((segment) => segment.charAt(0).toUpperCase() + segment.slice(1))
    .join('::');
}
