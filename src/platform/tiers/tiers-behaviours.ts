/** What every node of every tier is, and in which order its parts come. */
import { lacks, realBehaviour } from '../../model/behaviours.js';
import type { Behaviour } from '../../model/module.js';
import { parts } from './parts.js';
import { type Part, type Place, places } from './places.js';

/** A whole node: the parts that it has, each in full, and none of those that it does not have. */
const whole = (place: Place): Behaviour => {
  const absent = (Object.keys(parts) as Part[]).filter((part) => !place.parts.includes(part));
  return realBehaviour(
    `makes a whole node: ${place.title}`,
    place.scenario,
    ...place.parts.flatMap((part) => parts[part].has(place)),
    ...absent.flatMap((part) => parts[part].marks).map(lacks),
  );
};

export const tierBehaviours = (): readonly Behaviour[] => places().map(whole);
