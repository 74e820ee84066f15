/** Templates of XML signatures, for xmlsec1 to fill in. */
export const DS = 'http://www.w3.org/2000/09/xmldsig#';
export const C14N = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
export const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const RSA = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';

export type Form = {
  readonly uri?: string;
  readonly canonicalization?: string;
  readonly method?: string;
  readonly digest?: string;
  readonly transforms?: string;
  readonly references?: string;
  readonly keyInfo?: string;
  readonly object?: string;
  readonly prefix?: string;
};

export const transform = (algorithm: string, inside = '') =>
  `<Transform Algorithm="${algorithm}">${inside}</Transform>`;
export const ENVELOPED = transform(`${DS}enveloped-signature`);

export function referenceTo(uri: string, transforms: string, digest = SHA256): string {
  return `<Reference URI="${uri}"><Transforms>${transforms}</Transforms><DigestMethod Algorithm="${digest}"/><DigestValue/></Reference>`;
}

/** The template of a signature; every element of it in the prefix `ds`, or in none. */
export function signature(form: Form = {}): string {
  const { uri = '', transforms = ENVELOPED + transform(`${C14N}#WithComments`), prefix = 'ds' } = form;
  const keyInfo = form.keyInfo ?? '<X509Data><X509Certificate/></X509Data>';
  const inside = [
    `<SignedInfo><CanonicalizationMethod Algorithm="${form.canonicalization ?? C14N}"/>`,
    `<SignatureMethod Algorithm="${form.method ?? RSA}"/>`,
    `${form.references ?? referenceTo(uri, transforms, form.digest)}</SignedInfo>`,
    `<SignatureValue/><KeyInfo>${keyInfo}</KeyInfo>${form.object ?? ''}`,
  ].join('');
  const named = prefix === '' ? inside : inside.replaceAll(/<(\/?)(?=[A-Z])/g, `<$1${prefix}:`);
  const [element, declaration] =
    prefix === '' ? ['Signature', 'xmlns'] : [`${prefix}:Signature`, `xmlns:${prefix}`];
  return `<${element} ${declaration}="${DS}">${named}</${element}>`;
}

/** Documents that libxml2 takes for well-formed, with the place of the signature as `§`. */
export const SOUND: Readonly<Record<string, readonly [string, Form?]>> = {
  plain: ['<a><iin>850717300014</iin>§</a>'],
  'xml:lang on the root': ['<a xml:lang="kk" xml:space="preserve"> <b xml:lang="ru"/> §</a>'],
  'instructions and comments around': ['<?before x="1"?>\n<!-- c --><a><?in?>§</a>\n<?after?><!-- d -->'],
  'U+0085 and U+2028': ['<a b="\u0085\u2028">\u0085\u2028\u00a0\ufeff§</a>'],
  'CDATA and references': [
    '<a c="&#9;&#10;&#13;&quot;&lt;&amp;&gt;"><![CDATA[<x>&amp;]]>&#13;&#x10400;😀§</a>',
  ],
  'namespaces declared late': [
    '<a xmlns="urn:1"><p:b xmlns:p="urn:2" p:z="1" a="2" p:a="3"><c xmlns=""/></p:b>§</a>',
  ],
  'a namespace that is not used': ['<a xmlns:q="urn:q" xmlns:p="urn:p"><p:b/>§</a>'],
  'attributes in another order': ['<a z="1" b:y="2" y="3" a:y="4" xmlns:b="urn:b" xmlns:a="urn:a">§</a>'],
  'the signature without a prefix': ['<a>§</a>', { prefix: '' }],
  'the signature in another prefix': ['<a>§</a>', { prefix: 'dsig' }],
  'exclusive canonicalisation of SignedInfo': ['<a xmlns:q="urn:q">§</a>', { canonicalization: EXCLUSIVE }],
  'exclusive canonicalisation of the document': [
    '<a xmlns:q="urn:q"><b xmlns="urn:b"/>§</a>',
    { transforms: ENVELOPED + transform(EXCLUSIVE) },
  ],
  'the enveloped transform alone': ['<a>x<!-- c -->y§</a>', { transforms: ENVELOPED }],
  'a declaration': ['<?xml version="1.0" encoding="UTF-8" standalone="no"?><a>ә§</a>'],
  'line ends of Windows': ['<?xml version="1.0"?>\r\n<a>\r\n<b c="1\r\n2"/>\r\n§</a>\r\n'],
  'white space in tags': ['<a\n  b = "1"\t><b /></a\n>'.replace('</a', '§</a')],
};
