/** Reading and canonicalising XML: what libxml2 accepts verifies, what is broken never does (eds/README.md §4.4). */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { canonicalDocument, canonicalElement } from '../../../core/eds/canonical.ts';
import { LARGEST_INPUT } from '../../../core/eds/form-error.ts';
import { parseXml } from '../../../core/eds/xml-parse.ts';
import type { XmlElement } from '../../../core/eds/xml-tree.ts';

const NOTHING: ReadonlySet<XmlElement> = new Set();
const utf16 = (text: string, mark = true) => Buffer.from(`${mark ? '\ufeff' : ''}${text}`, 'utf16le');
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');

function outcome(source: string | Uint8Array): 'ok' | 'malformed' | 'structure' {
  const parsed = parseXml(typeof source === 'string' ? Buffer.from(source) : source);
  return parsed.ok ? 'ok' : parsed.error;
}

function canonical(source: string | Uint8Array, exclusive = false, comments = true): string {
  const parsed = parseXml(typeof source === 'string' ? Buffer.from(source) : source);
  if (!parsed.ok) throw new Error(parsed.error);
  return text(canonicalDocument(parsed.value, { exclusive, comments }, NOTHING));
}

describe('documents that are well-formed', () => {
  it.each([
    ['a declaration', '<?xml version="1.0" encoding="UTF-8" standalone="no"?><a/>'],
    ['a declaration in single quotes', "<?xml version='1.0' encoding='utf-8' standalone='yes' ?>\n<a/>"],
    ['a byte order mark', '\ufeff<a/>'],
    ['comments and instructions around', '<?x?><!-- - -->\n<a/>\n<!----><?y z?>\n'],
    ['U+0085 and U+2028 in text', '<a>\u0085\u2028</a>'],
    ['characters beyond the basic plane', '<a b="😀">&#x1F600;\u{10FFFF}</a>'],
    ['names of any script', '<өтініш аты="x"/>'],
    ['names beyond the basic plane', '<\u{10000}a/>'],
    ['white space in every place', '<a  b = "1"\n\tc=\'2\' ></a  >'],
    ['> and quotes in text', `<a b='"' c="'">>"'</a>`],
    ['the predefined entities', '<a b="&lt;&amp;&quot;&apos;">&gt;&lt;&#60;&#x3c;</a>'],
    ['sections', '<a><![CDATA[]]><![CDATA[<]]>]]&gt;<![CDATA[]]]]></a>'],
    ['one prefix bound twice', '<p:a xmlns:p="urn:1"><p:a xmlns:p="urn:2"/><p:b/></p:a>'],
    ['the default namespace undone', '<a xmlns="urn:1"><b xmlns=""/></a>'],
    ['a declared xml prefix', '<a xmlns:xml="http://www.w3.org/XML/1998/namespace" xml:id="x"/>'],
    ['ASCII under another label', '<?xml version="1.0" encoding="ISO-8859-1"?><a/>'],
  ])('takes %s', (_name, source) => {
    expect(outcome(source)).toBe('ok');
  });

  it('takes UTF-16 with its mark', () => {
    expect(outcome(utf16('<a>ә</a>'))).toBe('ok');
    expect(outcome(utf16('<?xml version="1.0" encoding="UTF-16"?><a>ә</a>'))).toBe('ok');
    expect(canonical(utf16('<a>ә\r\n</a>'))).toBe('<a>ә\n</a>');
  });
});

describe('documents that are broken', () => {
  const deep = (depth: number) => `${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}`;
  it.each([
    ['nothing', ''],
    ['white space', ' \n'],
    ['text', 'text'],
    ['two roots', '<a/><a/>'],
    ['text after the root', '<a/>x'],
    ['text before the root', 'x<a/>'],
    ['a section outside the root', '<a/><![CDATA[x]]>'],
    ['a reference outside the root', '<a/>&#32;'],
    ['white space before the declaration', ' <?xml version="1.0"?><a/>'],
    ['a second declaration', '<?xml version="1.0"?><?xml version="1.0"?><a/>'],
    ['a declaration without version', '<?xml encoding="UTF-8"?><a/>'],
    ['a declaration in the wrong order', '<?xml encoding="UTF-8" version="1.0"?><a/>'],
    ['two byte order marks', '\ufeff\ufeff<a/>'],
    ['a mark in the middle of the prolog', '<?xml version="1.0"?>\ufeff<a/>'],
    ['an encoding it is not in', '<?xml version="1.0" encoding="UTF-16"?><a/>'],
    ['a label that its characters disprove', '<?xml version="1.0" encoding="windows-1251"?><a>ә</a>'],
    ['an encoding that does not exist', '<?xml version="1.0" encoding="x-none"?><a/>'],
    ['a control character', '<a>\u0001</a>'],
    ['U+0000', '<a>\u0000</a>'],
    ['a control character in a comment', '<a><!--\u0008--></a>'],
    ['a noncharacter', '<a>\uffff</a>'],
    ['a reference to a control character', '<a>&#1;</a>'],
    ['a reference to a surrogate', '<a>&#xD800;</a>'],
    ['a reference beyond Unicode', '<a>&#x110000;</a>'],
    ['a reference without digits', '<a>&#;</a>'],
    ['a reference without an end', '<a>&lt</a>'],
    ['an entity nobody declared', '<a>&xxe;</a>'],
    ['a bare ampersand', '<a>a & b</a>'],
    ['an unclosed element', '<a><b></a>'],
    ['an element closed twice', '<a></a></a>'],
    ['crossing elements', '<a><b></a></b>'],
    ['another end', '<a></b>'],
    ['a longer end', '<a></aa>'],
    ['an end with attributes', '<a></a b="1">'],
    ['no name', '<></>'],
    ['a name that starts with a digit', '<1a/>'],
    ['an unquoted attribute', '<a b=1/>'],
    ['an attribute without value', '<a b/>'],
    ['an attribute twice', '<a b="1" b="1"/>'],
    ['an attribute twice by namespace', '<a xmlns:p="urn:1" xmlns:q="urn:1" p:b="1" q:b="1"/>'],
    ['attributes without space', '<a b="1"c="2"/>'],
    ['< in an attribute', '<a b="<"/>'],
    ['an unclosed attribute', '<a b="1/>'],
    [']]> in text', '<a>]]></a>'],
    ['-- in a comment', '<a><!-- -- --></a>'],
    ['a comment that ends in --->', '<a><!-- ---></a>'],
    ['an unclosed comment', '<a><!-- </a>'],
    ['an unclosed section', '<a><![CDATA[</a>'],
    ['an instruction called xml', '<a><?XML x?></a>'],
    ['an unclosed instruction', '<a><?x </a>'],
    ['a prefix that is not bound', '<p:a/>'],
    ['a prefix of an attribute that is not bound', '<a p:b="1"/>'],
    ['a prefix unbound', '<a xmlns:p="urn:1"><b xmlns:p=""/></a>'],
    ['xml bound to another', '<a xmlns:xml="urn:1"/>'],
    ['another bound to xml', '<a xmlns:p="http://www.w3.org/XML/1998/namespace"/>'],
    ['xmlns as a prefix', '<xmlns:a/>'],
    ['xmlns declared', '<a xmlns:xmlns="urn:1"/>'],
    ['two colons', '<a:b:c xmlns:a="urn:1"/>'],
    ['an empty prefix', '<:a/>'],
    ['a local name that starts with a digit', '<p:1 xmlns:p="urn:p"/>'],
    ['a name of a private plane', '<\u{F0000}/>'],
    ['a name that starts with a combining mark', '<\u0301a/>'],
    ['an empty local name', '<p: xmlns:p="urn:1"/>'],
    ['a document type inside', '<a><!DOCTYPE a></a>'],
  ])('calls %s malformed', (_name, source) => {
    expect(outcome(source)).toBe('malformed');
  });

  it.each([
    ['an overlong form', [0xc0, 0x80]],
    ['a lone continuation', [0x80]],
    ['a truncated character', [0xe2, 0x82]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['a character beyond Unicode', [0xf4, 0x90, 0x80, 0x80]],
  ])('calls %s in UTF-8 malformed', (_name, octets) => {
    expect(outcome(Buffer.concat([Buffer.from('<a>'), Buffer.from(octets), Buffer.from('</a>')]))).toBe(
      'malformed',
    );
  });

  it('calls UTF-16 malformed when it is cut or has no mark', () => {
    expect(outcome(utf16('<a/>').subarray(0, 9))).toBe('malformed');
    expect(outcome(utf16('<a/>', false))).toBe('malformed');
  });

  it.each([
    ['a document type', '<!DOCTYPE a><a/>'],
    ['an external entity', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'],
    ['an entity bomb', '<!DOCTYPE a [<!ENTITY x "x"><!ENTITY y "&x;&x;">]><a>&y;</a>'],
    ['XML 1.1', '<?xml version="1.1"?><a/>'],
    ['a relative namespace', '<a xmlns="x"/>'],
    ['nesting beyond all measure', deep(257)],
    ['nesting that would exhaust the stack', '<a>'.repeat(2_000_000)],
    ['more elements than any document has', `<a>${'<b/>'.repeat(800_000)}</a>`],
    ['more references than any document has', `<a>${'&#13;'.repeat(800_000)}</a>`],
    [
      'more attributes than any element has',
      `<a${Array.from({ length: 5000 }, (_, i) => ` a${i}=""`).join('')}/>`,
    ],
    [
      'an encoding that is not ours',
      Buffer.from('<?xml version="1.0" encoding="windows-1251"?><a>\u00fd</a>', 'latin1'),
    ],
  ])('refuses %s for its structure', (_name, source) => {
    expect(outcome(source)).toBe('structure');
  });

  it('refuses by size', () => {
    expect(outcome(Buffer.alloc(LARGEST_INPUT + 1, 0x20))).toBe('structure');
  });

  it('takes nesting that people could write', () => {
    expect(outcome(deep(256))).toBe('ok');
  });
});

describe('canonical form', () => {
  it.each([
    [
      'attributes and namespaces in order',
      '<a z="1" b="2" xmlns:y="urn:y" xmlns:x="urn:x" y:a="3" x:b="4" xmlns="urn:0"/>',
      '<a xmlns="urn:0" xmlns:x="urn:x" xmlns:y="urn:y" b="2" z="1" x:b="4" y:a="3"></a>',
    ],
    ['line ends', '<a b="1\r\n2&#13;&#10;3">x\r\ny\rz&#13;</a>', '<a b="1 2&#xD;&#xA;3">x\ny\nz&#xD;</a>'],
    [
      'what is escaped',
      `<a b='&lt;>"&amp;&#9;'>&lt;>"&amp;</a>`,
      '<a b="&lt;>&quot;&amp;&#x9;">&lt;&gt;"&amp;</a>',
    ],
    [
      'what stands around the root',
      '<?x  y ?>\n<!--c-->\n<a/>\n<!--d-->\n<?z?>',
      '<?x y ?>\n<!--c-->\n<a></a>\n<!--d-->\n<?z?>',
    ],
    [
      'superfluous declarations',
      '<a xmlns="urn:1" xmlns:p="urn:2"><b xmlns="urn:1" xmlns:p="urn:2"><c xmlns=""/></b></a>',
      '<a xmlns="urn:1" xmlns:p="urn:2"><b><c xmlns=""></c></b></a>',
    ],
    ['an undone default that never was', '<a xmlns=""><b xmlns=""/></a>', '<a><b></b></a>'],
  ])('has %s', (_name, source, expected) => {
    expect(canonical(source)).toBe(expected);
  });

  it('leaves comments out where asked, and the line feed with them', () => {
    expect(canonical('<!--c--><a>x<!--c-->y</a><!--c-->', false, false)).toBe('<a>xy</a>');
  });

  it('shows only used namespaces when exclusive', () => {
    const source = '<a xmlns:p="urn:p" xmlns:q="urn:q" xmlns="urn:0"><q:b p:c="1"><q:d/></q:b></a>';
    expect(canonical(source, true)).toBe(
      '<a xmlns="urn:0"><q:b xmlns:p="urn:p" xmlns:q="urn:q" p:c="1"><q:d></q:d></q:b></a>',
    );
  });

  it('hands an element what it inherits', () => {
    const parsed = parseXml(
      Buffer.from(
        '<a xmlns="urn:0" xmlns:p="urn:p" xml:lang="kk" xml:space="preserve"><b xml:lang="ru"><c x="1"/></b></a>',
      ),
    );
    if (!parsed.ok) throw new Error('malformed');
    const [b] = parsed.value.root.children;
    const c = typeof b === 'object' && b.kind === 'element' ? b.children[0] : undefined;
    if (typeof c !== 'object' || c.kind !== 'element') throw new Error('no element');
    expect(text(canonicalElement(c, { exclusive: false, comments: false }, NOTHING))).toBe(
      '<c xmlns="urn:0" xmlns:p="urn:p" x="1" xml:lang="ru" xml:space="preserve"></c>',
    );
    expect(text(canonicalElement(c, { exclusive: true, comments: false }, NOTHING))).toBe(
      '<c xmlns="urn:0" x="1"></c>',
    );
  });
});

const libxml2 = spawnSync('xmllint', ['--version']).error === undefined;
if (!libxml2) console.warn('skipped: xmllint is not installed (apt-get install libxml2-utils)');

describe.skipIf(!libxml2)('beside libxml2', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kezek-xml-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const piece = fc.constantFrom(
    ...[
      '<a>',
      '</a>',
      '<b x="1">',
      '</b>',
      '<c/>',
      '<p:d xmlns:p="urn:p" p:y=" 2&#10;">',
      '</p:d>',
      'text',
      '&amp;',
      '&#13;',
    ],
    ...[
      '\r\n',
      '\t',
      '<!-- c -->',
      '<?pi  d ?>',
      '<![CDATA[<x>]]>',
      '>',
      ']]>',
      '<',
      '&',
      '"',
      'ә',
      '😀',
      '\u0085',
      '\u2028',
    ],
    ...[
      '<e xmlns="urn:e" z="" xml:lang="kk">',
      '</e>',
      '<f xmlns=""',
      '/>',
      ' g="&lt;"',
      "h='\"'",
      '\u0001',
      '&x;',
    ],
  );

  it('accepts and canonicalises the same documents', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.boolean(), (pieces, exclusive) => {
        const source = `<r xmlns:q="urn:q">${pieces.join('')}</r>`;
        const file = join(folder, 'x.xml');
        writeFileSync(file, source);
        const theirs = spawnSync('xmllint', [exclusive ? '--exc-c14n' : '--c14n', file], {
          encoding: 'utf8',
        });
        // Errors of namespaces are warnings to xmllint; to us they are errors.
        const accepted = theirs.status === 0 && !theirs.stderr.includes('namespace error');
        expect([outcome(source) === 'ok', source]).toEqual([accepted, source]);
        if (accepted) expect(canonical(source, exclusive)).toBe(theirs.stdout);
      }),
      { numRuns: 150 },
    );
  });
});
