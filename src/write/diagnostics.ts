/** What can go wrong between the files in memory and the files on disk: OVP3xxx. */
import { diagnostics } from '../findings/finding.js';

export const writeDiagnostics = diagnostics({
  outputIsNotADirectory: {
    code: 'OVP3001',
    why: 'The output has to be a directory, or not to exist yet.',
    text: (directory: string) => ({
      message: `the output directory '${directory}' is not a directory`,
      help: 'move that file away, or name another output directory',
    }),
  },
  outputIsABrokenLink: {
    code: 'OVP3002',
    why: 'The output directory may be a symbolic link, but it has to lead to a directory.',
    text: (directory: string) => ({
      message: `the output directory '${directory}' is a symbolic link that leads nowhere`,
      help: 'make the directory that it names, or remove the link',
    }),
  },
  diskFull: {
    code: 'OVP3003',
    why: 'New files are staged in full before the first old one is replaced, which needs room for both.',
    text: (doing: string, path: string) => ({
      message: `no space left on the device while ${doing} '${path}'`,
      help: 'free some space and run the same command again; it completes the change',
    }),
  },
  readOnly: {
    code: 'OVP3004',
    why: 'What is made has to be kept somewhere.',
    text: (doing: string, path: string) => ({
      message: `read-only file system while ${doing} '${path}'`,
      help: 'mount it writable, or name another place',
    }),
  },
  permissionDenied: {
    code: 'OVP3005',
    why: 'The user who runs ovp-gen must be allowed to read and to write what it makes.',
    text: (doing: string, path: string) => ({
      message: `permission denied while ${doing} '${path}'`,
      help: 'run as the owner of that folder, or give yourself the right to write there',
    }),
  },
  systemError: {
    code: 'OVP3006',
    why: 'The operating system refused an operation on a file.',
    text: (doing: string, path: string, reason: string) => ({
      message: `${reason} while ${doing} '${path}'`,
      help: 'mend the cause and run the same command again; it completes the change',
    }),
  },
  manifestUnreadable: {
    code: 'OVP3010',
    why: 'The manifest tells generated files from files of yours; without it nothing may be removed or overwritten.',
    text: (path: string, reason: string) => ({
      message: `the manifest '${path}' cannot be used: ${reason}`,
      help: 'restore it from version control, or delete it: files that are as generated are then taken over again',
    }),
  },
  manifestPath: {
    code: 'OVP3011',
    why: 'A manifest is input like any other: what it lists outside of the output directory must never be touched.',
    text: (manifest: string, path: string, reason: string) => ({
      message: `the manifest '${manifest}' lists '${path}', which ${reason}`,
      help: 'restore the manifest from version control, or remove that line',
    }),
  },
  locked: {
    code: 'OVP3020',
    why: 'Two runs that write the same directory would mix their files.',
    text: (directory: string, holder: string, lock: string) => ({
      message: `'${directory}' is being written by ${holder}`,
      help: `wait until it has ended; if there is no such process, delete '${lock}'`,
    }),
  },
  outputPath: {
    code: 'OVP3030',
    why: 'Emitters name files relative to the output directory, with forward slashes.',
    text: (path: string, reason: string) => ({
      message: `the generated file '${path}' cannot be written: its path ${reason}`,
      help: 'rename what the path is made from',
    }),
  },
  caseClash: {
    code: 'OVP3031',
    why: 'Two names that differ only in case are one file on macOS and Windows.',
    text: (path: string, other: string) => ({
      message: `the generated paths '${other}' and '${path}' differ only in upper and lower case`,
      help: 'rename one of the definitions that they are made from',
    }),
  },
  fileAndFolder: {
    code: 'OVP3032',
    why: 'A name is either a file or a folder.',
    text: (path: string, below: string) => ({
      message: `'${path}' is to be generated as a file and, for '${below}', as a folder`,
      help: 'rename one of the definitions that they are made from',
    }),
  },
  editedByHand: {
    code: 'OVP3040',
    why: 'A generated file that somebody has changed is never overwritten unasked.',
    text: (path: string) => ({
      message: `'${path}' has been edited by hand`,
      help: 'move the change into the definitions, or discard it with --force',
    }),
  },
  orphanEditedByHand: {
    code: 'OVP3041',
    why: 'A file that is no longer generated is removed, unless somebody has changed it.',
    text: (path: string) => ({
      message: `'${path}' is no longer generated, and has been edited by hand`,
      help: 'move it out of the output directory to keep it, or remove it with --force',
    }),
  },
  notOurs: {
    code: 'OVP3042',
    why: 'A file that ovp-gen has not made is never overwritten unasked.',
    text: (path: string) => ({
      message: `'${path}' exists, is not one of the generated files, and differs from what is to be written there`,
      help: 'move it away, or overwrite it with --force',
    }),
  },
  folderInTheWay: {
    code: 'OVP3043',
    why: 'A folder with files of yours in it is never removed.',
    text: (path: string) => ({
      message: `'${path}' is to be a file, but is a folder that holds files of your own`,
      help: 'move that folder away',
    }),
  },
  linkInTheWay: {
    code: 'OVP3044',
    why: 'Following a symbolic link could change files outside of the output directory.',
    text: (path: string, link: string) => ({
      message:
        path === link ? `'${path}' is a symbolic link` : `'${path}' lies behind '${link}', which is a symbolic link`,
      help: 'replace the link by what it leads to, or remove it; only the output directory itself may be a link',
    }),
  },
  specialFileInTheWay: {
    code: 'OVP3045',
    why: 'Only regular files are read and replaced.',
    text: (path: string) => ({
      message: `'${path}' is neither a regular file nor a folder`,
      help: 'remove it',
    }),
  },
  fileInTheWay: {
    code: 'OVP3046',
    why: 'A file of yours is never removed to make room for a folder.',
    text: (path: string, file: string) => ({
      message: `'${path}' cannot be written: '${file}' is a file`,
      help: `move '${file}' away`,
    }),
  },
  changedMeanwhile: {
    code: 'OVP3047',
    why: 'Every file is compared once more in the moment before it is replaced.',
    text: (path: string) => ({
      message: `'${path}' was changed by somebody else during this run, and has been left alone`,
      help: 'look at that change, then run the same command again',
    }),
  },
});
