export declare const schemaFile: string;
export declare function descriptionSchema(): string;
