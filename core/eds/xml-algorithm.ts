/** The algorithm identifiers of XML signatures as NCALayer writes them (eds/README.md §4.1). */
export const DS_NAMESPACE = 'http://www.w3.org/2000/09/xmldsig#';

const NCA = 'urn:ietf:params:xml:ns:pkigovkz:xmlsec:algorithms';

export const XML_ALGORITHM = {
  enveloped: `${DS_NAMESPACE}enveloped-signature`,
  inclusive: 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315',
  inclusiveWithComments: 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments',
  exclusive: 'http://www.w3.org/2001/10/xml-exc-c14n#',
  exclusiveWithComments: 'http://www.w3.org/2001/10/xml-exc-c14n#WithComments',
  rsaSha256: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  sha256: 'http://www.w3.org/2001/04/xmlenc#sha256',
  gost2015: `${NCA}:gostr34102015-gostr34112015-512`,
  streebog512: `${NCA}:gostr34112015-512`,
  gost2004: 'http://www.w3.org/2001/04/xmldsig-more#gost34310-gost34311',
  gost1995: 'http://www.w3.org/2001/04/xmldsig-more#gost34311',
} as const;
