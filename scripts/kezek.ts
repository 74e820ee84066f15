/** `npm run -s kezek -- …`: the operator's command line (design.md). Answers go to stdout, progress to stderr. */

import type { Command } from './kezek/command-io.ts';

const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  verify: async () => (await import('./kezek/verify.ts')).verifyCommand,
  iin: async () => (await import('./kezek/iin.ts')).iinCommand,
  deadline: async () => (await import('./kezek/deadline.ts')).deadlineCommand,
  grant: async () => (await import('./kezek/grant.ts')).grantCommand,
  revoke: async () => (await import('./kezek/revoke.ts')).revokeCommand,
  pair: async () => (await import('./kezek/pair.ts')).pairCommand,
  kindergarten: async () => (await import('./kezek/kindergarten.ts')).kindergartenCommand,
  slip: async () => (await import('./kezek/slip.ts')).slipCommand,
  scenario: async () => (await import('./kezek/scenario.ts')).scenarioCommand,
  doctor: async () => (await import('./kezek/doctor.ts')).doctorCommand,
  bench: async () => (await import('./kezek/bench.ts')).benchCommand,
};

const [name, ...args] = process.argv.slice(2);
const load = name === undefined ? undefined : COMMANDS[name];
if (load === undefined) {
  process.stderr.write(`usage: kezek ${Object.keys(COMMANDS).join('|')} …\n`);
  process.exitCode = 2;
} else {
  const command = await load();
  const code = await command(args, {
    cwd: process.env.INIT_CWD ?? process.cwd(),
    env: process.env,
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
  });
  // The library of the embedded database ends with 0 whatever is left to end by itself: the code is given here, once all is written.
  await Promise.all([process.stdout, process.stderr].map((to) => new Promise((done) => to.write('', done))));
  process.exit(code);
}
