export declare function newerThanBuild(
  root: string,
  options?: { readonly withDefinitions?: boolean },
): string | undefined;
