/** What a node shows of a service that starts anew with a renewed certificate. */
import { contains, isBefore, notifies } from '../../model/behaviours.js';
import type { Expectation } from '../../model/module.js';
import { followedCertificate } from '../certificate-copies.js';
import { certificates } from './places.js';

/** @param name of the service, for the copy of the certificate */
export function follows(name: string, service: string): readonly Expectation[] {
  const copy = `File[${followedCertificate(name)}]`;
  return [
    contains(copy, { owner: 'root', group: 'root', mode: '0644' }),
    isBefore(certificates, copy, 'There is something to copy.'),
    notifies(copy, service, 'It reads its certificate when it starts.'),
  ];
}
