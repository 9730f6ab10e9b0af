/** Where findings of the printer are shown: in the file that the person wrote. */
import { type Locate, type Site, siteOf } from '../../findings/site.js';
import type { Definition } from '../ast.js';

/** What is known about the places of a definition. Findings without a place have none. */
export interface Places {
  /** Finds the place behind a raw stack. */
  readonly locate?: Locate;
  /** Where each parameter is declared. */
  readonly parameterSites?: Readonly<Record<string, Site>>;
  /** Where the definition is, for everything that does not know better. */
  readonly site?: Site;
}

/** The place of a statement, a parameter or the definition itself. */
export function placeOf(owner: object, definition: Definition, places: Places): Site | undefined {
  const { locate = () => undefined, parameterSites = {}, site } = places;
  const parameter =
    'parameters' in definition ? definition.parameters.find((candidate) => candidate === owner) : undefined;
  const declared = parameter === undefined ? undefined : parameterSites[parameter.name];
  return locate(siteOf(owner)) ?? declared ?? site ?? locate(siteOf(definition));
}
