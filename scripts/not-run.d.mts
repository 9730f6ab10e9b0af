export interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly title: string;
      readonly ancestorTitles: readonly string[];
    }[];
  }[];
}
export declare function notRun(
  report: Report,
  root: string,
): { readonly lines: readonly string[]; readonly count: number };
