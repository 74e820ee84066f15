/**
 * Certificates, lists and signatures made by openssl and xmlsec1 alone: nothing of ours writes what the verifier then reads, so
 * that a misunderstanding shared by our writers and our reader would show.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether both makers are installed. */
export const INSTALLED = ['openssl', 'xmlsec1'].every(
  (program) => spawnSync(program, ['--version']).error === undefined,
);

/** A key with its certificate, PEM, by their paths. */
export type Holder = { readonly name: string; readonly key: string; readonly certificate: string };

export type CertificateOptions = {
  /** Distinguished name as openssl takes it; default: a person of the National CA's form. */
  readonly subject?: string;
  /** Lines of an extension section. */
  readonly extensions?: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly bits?: number;
  readonly digest?: string;
  /** Whose key is certified; default a new one. */
  readonly key?: string;
};

const PERSON = [
  'keyUsage=critical,digitalSignature,nonRepudiation',
  'extendedKeyUsage=emailProtection,1.2.398.3.3.4.1.1',
  'subjectKeyIdentifier=hash',
  'authorityKeyIdentifier=keyid',
  'certificatePolicies=1.2.398.3.3.2.1',
] as const;
export const AUTHORITY = [
  'basicConstraints=critical,CA:TRUE',
  'keyUsage=critical,keyCertSign,cRLSign',
  'subjectKeyIdentifier=hash',
] as const;

/** The workshop: a folder, and programs that write into it. */
export class Workshop {
  readonly folder = mkdtempSync(join(tmpdir(), 'kezek-corpus-'));
  private made = 0;

  path(name: string): string {
    return join(this.folder, name);
  }

  write(name: string, content: string | Uint8Array): string {
    writeFileSync(this.path(name), content);
    return name;
  }

  read(name: string): Buffer {
    return readFileSync(this.path(name));
  }

  run(program: string, ...args: string[]): void {
    const run = spawnSync(program, args, { cwd: this.folder, encoding: 'utf8' });
    if (run.status !== 0) throw new Error(`${program} ${args.join(' ')}\n${run.stderr}`);
  }

  key(name: string, bits = 2048): string {
    this.run('openssl', 'genrsa', '-out', `${name}.key`, String(bits));
    return `${name}.key`;
  }

  /** A self-signed authority. */
  root(name: string, commonName: string, options: CertificateOptions = {}): Holder {
    return this.certify(name, null, { subject: `/CN=${commonName}/C=KZ`, extensions: AUTHORITY, ...options });
  }

  /** A certificate for a new key (or the given one), issued by `issuer`; null: by itself. */
  certify(name: string, issuer: Holder | null, options: CertificateOptions = {}): Holder {
    const {
      subject = `/CN=СЫНАҚОВ ${name}/SN=СЫНАҚОВ/serialNumber=IIN850717300014/C=KZ/GN=ДЕМОҰЛЫ`,
      extensions = PERSON,
      from = '20260101000000Z',
      to = '20270101000000Z',
      digest = 'sha256',
    } = options;
    const key = options.key ?? this.key(name, options.bits);
    const holder = { name, key, certificate: `${name}.pem` };
    const book = this.book(issuer?.name ?? name);
    this.write(`${name}.ext`, `[e]\n${extensions.join('\n')}\n`);
    this.run('openssl', ...['req', '-new', '-utf8', '-key', key, '-subj', subject, '-out', `${name}.csr`]);
    this.run(
      'openssl',
      ...this.ca(book, issuer ?? { ...holder, certificate: '' }),
      ...[
        ...['-in', `${name}.csr`, '-out', holder.certificate, '-notext', '-batch', '-preserveDN'],
        ...['-startdate', from, '-enddate', to, '-md', digest, '-extfile', `${name}.ext`, '-extensions', 'e'],
        ...(issuer === null ? ['-selfsign'] : []),
      ],
    );
    return holder;
  }

  /** The list of what an authority revoked so far, by PEM file. */
  list(name: string, issuer: Holder, from: string, to: string): string {
    const times = ['-crl_lastupdate', from, '-crl_nextupdate', to];
    this.run('openssl', ...this.ca(this.book(issuer.name), issuer), '-gencrl', ...times, '-out', name);
    return name;
  }

  revoke(issuer: Holder, holder: Holder): void {
    const reason = ['-crl_compromise', '20260301000000Z'];
    this.run('openssl', ...this.ca(this.book(issuer.name), issuer), '-revoke', holder.certificate, ...reason);
  }

  /** Signs a template of an XML signature, which says where and how; gives the name of the signed file. */
  xml(name: string, template: string, { key, certificate }: Holder, ...more: string[]): string {
    this.write(`${name}.template`, template);
    const keys = ['--privkey-pem', `${key},${certificate}`];
    this.run('xmlsec1', '--sign', ...keys, ...more, '--output', `${name}.xml`, `${name}.template`);
    return `${name}.xml`;
  }

  /** Signs a file as CMS, DER; `more` are flags of `openssl cms`. */
  cms(name: string, data: string, { key, certificate }: Holder, ...more: string[]): string {
    const by = ['-signer', certificate, '-inkey', key];
    const how = ['-sign', '-binary', '-outform', 'DER', '-md', 'sha256'];
    this.run('openssl', 'cms', ...how, '-in', data, ...by, ...more, '-out', `${name}.cms`);
    return `${name}.cms`;
  }

  private ca(book: string, issuer: Holder): string[] {
    const by = issuer.certificate === '' ? [] : ['-cert', issuer.certificate];
    return ['ca', '-config', book, '-keyfile', issuer.key, ...by];
  }

  /** What openssl writes an authority's certificates down in. */
  private book(name: string): string {
    const file = `${name}.cnf`;
    const folder = this.path(`book-${name}`);
    if (mkdirSync(folder, { recursive: true }) === undefined) return file;
    writeFileSync(join(folder, 'index'), '');
    this.made += 1;
    writeFileSync(join(folder, 'serial'), `4${String(this.made).padStart(3, '0')}00\n`);
    writeFileSync(join(folder, 'crlnumber'), '01\n');
    const settings = [
      ...['[ca]', 'default_ca=d', '[d]', 'unique_subject=no', 'default_md=sha256', 'policy=p'],
      ...['database', 'serial', 'crlnumber'].map(
        (each) => `${each}=${folder}/${each === 'database' ? 'index' : each}`,
      ),
      ...[`new_certs_dir=${folder}`, 'string_mask=utf8only', 'crl_extensions=c', 'email_in_dn=no'],
      ...['[c]', 'authorityKeyIdentifier=keyid', '[p]', 'commonName=supplied'],
    ];
    this.write(file, `${settings.join('\n')}\n`);
    return file;
  }
}
