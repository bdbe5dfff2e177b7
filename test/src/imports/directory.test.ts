import { describe, expect, test } from 'vitest'
import { imported } from '../../support/imported.ts'

const wanted = `people:
  alice@example.com: {name: Alice Ahmed, affiliation: Example Inc}
  bob@example.com: {name: Bob Brown}
  carol@example.com: {name: Carol Chen}
groups:
  fraud-analysts:
    - alice@example.com
    - group:fraud-seniors
  fraud-seniors:
    - bob@example.com
`

describe('every format gives the same result', () => {
  test('csv', () => {
    const text =
      '\u0045mail;Display Name;Company;Groups\n' +
      'Alice@Example.com;"Alice Ahmed";Example Inc;fraud-analysts\n' +
      'bob@example.com;Bob Brown;;fraud-seniors\n' +
      'group:fraud-seniors;;;fraud-analysts\n' +
      'carol@example.com;Carol Chen;;\n'
    expect(imported('csv', { 'people.csv': text })).toMatchObject({ told: [], text: wanted })
  })

  test('ldif, with nested groups, escapes, and entries that are not people', () => {
    const text = `dn: ou=people,dc=example,dc=com
objectClass: organizationalUnit

dn: cn=Ahmed\\2C Alice,ou=people,dc=example,dc=com
objectClass: inetOrgPerson
cn: Ahmed, Alice
displayName:: QWxpY2UgQWhtZWQ=
o: Example Inc
mail: Alice@example.com

dn: uid=bob,ou=people,dc=example,dc=com
objectClass: person
uid: bob
cn: Bob Brown
mail: bob@example.com
mail: robert@example.com

dn: uid=carol,ou=people,dc=example,dc=com
objectClass: user
givenName: Carol
sn: Chen
mail: carol@exam
 ple.com

dn: cn=fraud-analysts,ou=groups,dc=example,dc=com
objectClass: groupOfNames
cn: fraud-analysts
member: CN="Ahmed, Alice", OU=people, DC=example, DC=com
member: cn=fraud-seniors,ou=groups,dc=example,dc=com

dn: cn=fraud-seniors,ou=groups,dc=example,dc=com
objectClass: posixGroup
memberUid: bob

dn: cn=printer,ou=computers,dc=example,dc=com
objectClass: user
objectClass: computer
mail: printer@example.com
`
    expect(imported('ldif', { 'people.ldif': text })).toMatchObject({ told: [], text: wanted })
  })

  test('scim, in pages, lists of pages, and files', () => {
    const user = (id: string, email: string, more: object) => ({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      id,
      emails: [{ value: 'other@example.com' }, { value: email, primary: true }],
      ...more
    })
    const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
    const pages = [
      {
        totalResults: 3,
        Resources: [
          user('1', 'Alice@example.com', {
            displayName: 'Alice Ahmed',
            [enterprise]: { organization: 'Example Inc' }
          })
        ]
      },
      {
        totalResults: 3,
        Resources: [
          user('2', 'bob@example.com', { name: { givenName: 'Bob', familyName: 'Brown' } }),
          { id: '3', userName: 'carol@example.com', name: { formatted: 'Carol Chen' } }
        ]
      }
    ]
    const groups = {
      totalResults: 2,
      Resources: [
        { id: 'a', displayName: 'fraud-analysts', members: [{ value: '1' }, { value: 'b' }] },
        { id: 'b', displayName: 'fraud-seniors', members: [{ value: '2' }] }
      ]
    }
    const files = { 'users.json': JSON.stringify(pages), 'groups.json': JSON.stringify(groups) }
    expect(imported('scim', files)).toMatchObject({ told: [], text: wanted })
  })

  test('cognito, which has no nested groups', () => {
    const user = (name: string, attributes: Readonly<Record<string, string>>) => ({
      Username: name,
      Attributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })),
      UserCreateDate: '2026-01-01T00:00:00+00:00',
      Enabled: true,
      UserStatus: 'CONFIRMED'
    })
    const alice = user('a-1', { email: 'Alice@example.com', name: 'Alice Ahmed' })
    const bob = user('b-2', { email: 'bob@example.com', given_name: 'Bob', family_name: 'Brown' })
    const carol = user('c-3', { email: 'carol@example.com', name: 'Carol Chen' })
    const files = {
      'users.json': { Users: [alice, bob, carol] },
      'groups.json': { Groups: [{ GroupName: 'fraud-analysts' }, { GroupName: 'fraud-seniors' }] },
      'in/fraud-analysts.json': { Users: [alice, bob] },
      'in/fraud-seniors.json': { Users: [bob] }
    }
    const texts = Object.entries(files).map(([path, value]) => [path, JSON.stringify(value)])
    const flat = wanted
      .replace('group:fraud-seniors', 'bob@example.com')
      .replace(', affiliation: Example Inc', '')
    expect(imported('cognito', Object.fromEntries(texts))).toMatchObject({ told: [], text: flat })
  })
})

describe('the file', () => {
  const written = `# who we are
complete: true # all of us
people: # by the job
  Bob@example.com: {name: Robert, github: bbrown, slack: bob}
  zoe@example.com: {}

# by hand, and so it stays
teams:
    red: {members: [ bob@example.com ], channel: "#red"}   # ours
groups:
  old: [zoe@example.com]
  # of old
# the end
`
  const people = 'email,name,groups\nbob@example.com,Bob Brown,new\nann@example.com,,\n'

  test('changes only people and groups, and keeps what the export does not mention', () => {
    expect(imported('csv', { 'a.csv': people }, { directory: written }).text).toBe(
      `# who we are
complete: true # all of us
people:
  ann@example.com: {}
  bob@example.com: {name: Bob Brown, github: bbrown, slack: bob}

# by hand, and so it stays
teams:
    red: {members: [ bob@example.com ], channel: "#red"}   # ours
groups:
  new:
    - bob@example.com
# the end
`
    )
  })

  test('keeps its line breaks', () => {
    const directory = written.replaceAll('\n', '\r\n')
    const { text = '' } = imported('csv', { 'a.csv': people }, { directory })
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  })

  test('is the same after a second import, and for any order of the export', () => {
    const once = imported('csv', { 'a.csv': people }, { directory: written }).text
    const [head, ...rows] = people.trim().split('\n')
    const turned = [head, ...rows.toReversed()].join('\n')
    expect(imported('csv', { 'a.csv': turned }, { directory: once ?? '' }).text).toBe(once)
  })

  test('gets missing sections', () => {
    const directory = 'complete: true\nteams: {}'
    expect(imported('csv', { 'a.csv': people }, { directory }).text).toBe(
      'complete: true\nteams: {}\npeople:\n  ann@example.com: {}\n  bob@example.com: {name: Bob Brown}\n' +
        'groups:\n  new:\n    - bob@example.com\n'
    )
  })

  test('is written as lines if another program wrote it with braces', () => {
    const directory =
      '{"complete": true, "people": {}, "teams": {"red": {"members": ["bob@example.com"]}}}\n'
    expect(imported('csv', { 'a.csv': people }, { directory }).text).toBe(
      'complete: true\npeople:\n  ann@example.com: {}\n  bob@example.com: {name: Bob Brown}\n' +
        'teams:\n  red:\n    members: [bob@example.com]\ngroups:\n  new:\n    - bob@example.com\n'
    )
  })

  test('keeps groups if the export has none, except for people who are gone', () => {
    const table = 'email\nbob@example.com\nann@example.com\n'
    const { text } = imported('csv', { 'a.csv': table }, { directory: written })
    expect(text).toContain('groups:\n  old: []\n')
  })

  test('quotes names that YAML would misread', () => {
    const table =
      'email,name,groups\n' +
      'a@example.com,"Doe, Jane ""JD"" # 1",yes\n' +
      "o'neil@example.com,1.5,{x}\n" +
      '#x@example.com,\u202aZo\u00eb\u202c Quinn\u00a0\u00a0Jr,null\n'
    expect(imported('csv', { 'a.csv': table }).text).toBe(
      `people:
  "#x@example.com": {name: Zo\u00eb Quinn Jr}
  a@example.com: {name: "Doe, Jane \\"JD\\" # 1"}
  o'neil@example.com: {name: "1.5"}
groups:
  "null":
    - "#x@example.com"
  "yes":
    - a@example.com
  "{x}":
    - o'neil@example.com
`
    )
  })
})

describe('what the directory cannot represent is reported', () => {
  test('and left out: people who may not or cannot sign in, and references to nobody', () => {
    const entry = (name: string, ...lines: readonly string[]) =>
      [`dn: cn=${name},dc=example`, 'objectClass: user', `cn: ${name}`, ...lines, ''].join('\n')
    const text = [
      entry('ann', 'mail: ann@example.com'),
      entry('off', 'mail: off@example.com', 'userAccountControl: 514'),
      entry('locked', 'mail: locked@example.com', 'nsAccountLock: TRUE'),
      entry('policy', 'mail: policy@example.com', 'pwdAccountLockedTime: 000001010000Z'),
      entry('robot'),
      entry('guest', 'mail: guest@example.org'),
      'dn: cn=team,dc=example\nobjectClass: group\ncn: team\nmember: cn=ann,dc=example',
      'member: cn=off,dc=example\nmember: cn=else,dc=example\n',
      'dn: cn=all,dc=example\nobjectClass: group\ncn: system:all\nmember: cn=team,dc=example\n'
    ].join('\n')
    expect(imported('ldif', { 'a.ldif': text })).toMatchObject({
      told: [],
      text: 'people:\n  ann@example.com: {name: ann}\ngroups:\n  team:\n    - ann@example.com\n',
      left: [
        'a.ldif:6 left out 3 accounts that may not sign in, the first here',
        'a.ldif:24 left out 1 account without an e-mail',
        'a.ldif:28 left out 1 account from outside the domains of common.yaml',
        'a.ldif:40 left out 1 group whose name cannot be used in a grant',
        'a.ldif:33 left out 1 member of a group that the export does not contain'
      ]
    })
  })

  test.each([
    [
      'csv',
      { 'a.csv': 'email,name\nann@example.com,Ann\nbob @example.com,Bob\n' },
      [
        'invalid-email a.csv:3 expected an e-mail address such as `alice@example.com`, found `bob @example.com`'
      ]
    ],
    [
      'csv',
      { 'a.csv': 'email,github\nann@example.com,not one\n' },
      ['invalid-value a.csv:2 expected a GitHub name such as `aahmed`, found `not one`']
    ],
    [
      'csv',
      { 'a.csv': 'email,gitlab\nann@example.com,not one\n' },
      ['invalid-value a.csv:2 expected a GitLab name such as `aahmed`, found `not one`']
    ],
    ['csv', { 'a.csv': 'e-mial\nx\n' }, ['invalid-export a.csv:1 no column is called `email`']],
    ['csv', { 'a.csv': '' }, ['invalid-export a.csv:1 no column is called `email`']],
    [
      'csv',
      { 'a.csv': 'email,name,E-Mail\n' },
      ['invalid-export a.csv:1 two columns contain `email`']
    ],
    [
      'ldif',
      { 'a.ldif': 'dn: cn=a\nchangetype: delete\n' },
      ['invalid-export a.ldif:2 this is a change, not an entry']
    ],
    [
      'ldif',
      {
        'a.ldif': 'dn: cn=a,o=x\ncn: same\nmember: cn=b\n\ndn: cn=a,o=y\ncn: same\nmember: cn=c\n'
      },
      ['invalid-export a.ldif:5 two groups are called `same`']
    ],
    [
      'ldif',
      { 'a.ldif': 'dn: cn=a\ncn: a\nmember;range=0-1499: cn=b\n' },
      ['invalid-export a.ldif:3 the server cut off the members of this group here']
    ],
    [
      'scim',
      { 'a.json': '{"schemas": ["urn:ietf:params:scim:api:messages:2.0:Error"], "status": "401"}' },
      ['invalid-export a.json:1 this is neither a user nor a group, nor a list of them']
    ],
    [
      'scim',
      { 'a.json': '{"totalResults": 2,\n"Resources": [{"id": "1", "userName": "a@example.com"}]}' },
      ['invalid-export a.json:1 the server has 2 users, but this export has 1']
    ],
    [
      'cognito',
      { 'users.json': '{"Users": [],\n"NextToken": "x"}' },
      ['invalid-export users.json:2 this is only one page of several']
    ],
    [
      'cognito',
      { 'users.json': '{"Users": []}', 'fraud.json': '{"Users": []}' },
      ['invalid-export fraud.json:1 these are the users of an unknown group']
    ],
    [
      'cognito',
      { 'groups.json': '{"Groups": []}' },
      ['invalid-export groups.json:1 no file lists all users']
    ],
    [
      'cognito',
      { 'u.json': '{"Users": []}', 'g.json': '{"Groups": [\n{"GroupName": "fraud"}]}' },
      ['invalid-export g.json:2 no file says who is in group `fraud`']
    ],
    [
      'cognito',
      { 'a.json': '[]' },
      ['invalid-export a.json:1 this contains neither `Users` nor `Groups`']
    ]
  ])('and nothing is imported from %s %j', (format, files, told) => {
    const result = imported(format, files)
    expect(result.told).toEqual(told)
  })
})

test('a large group may arrive in several parts', () => {
  const text =
    'dn: cn=b\nmail: b@example.com\n\ndn: cn=c\nmail: c@example.com\n\n' +
    'dn: cn=a\ncn: a\nmember;range=0-0: cn=b\n\ndn: CN=A\ncn: a\nmember;range=1-*: cn=c\n'
  expect(imported('ldif', { 'a.ldif': text }).text).toContain(
    'groups:\n  a:\n    - b@example.com\n    - c@example.com\n'
  )
})

test('two accounts with one e-mail are the same person, in any order', () => {
  const rows = ['bob@example.com,Robert', 'BOB@example.com,Bob', 'bob@example.com,']
  const texts = [rows, rows.toReversed()].map(
    lines => imported('csv', { 'a.csv': ['email,name', ...lines].join('\n') }).text
  )
  expect(texts).toEqual(Array(2).fill('people:\n  bob@example.com: {name: Bob}\ngroups: {}\n'))
})

test('e-mails keep their case if case matters', () => {
  const table = 'email,groups\nBob@example.com,red\nbob@example.com,blue\n'
  expect(imported('csv', { 'a.csv': table }, { common: 'version: 1\n' }).text).toBe(
    'people:\n  Bob@example.com: {}\n  bob@example.com: {}\n' +
      'groups:\n  blue:\n    - bob@example.com\n  red:\n    - Bob@example.com\n'
  )
})

describe('a broken export', () => {
  const people = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, at) => `p${from + at}@example.com`)
  const table = (list: readonly string[], group: readonly string[] = list) =>
    ['email,groups', ...list.map(email => `${email},${group.includes(email) ? 'all' : ''}`)].join(
      '\n'
    )
  const before = imported('csv', { 'a.csv': table(people(0, 20)) }).text ?? ''
  const lossesOf = (text: string) =>
    imported('csv', { 'a.csv': text }, { directory: before }).losses

  test('may remove a tenth of the people', () => {
    expect(lossesOf(table(people(2, 20)))).toEqual([])
    expect(lossesOf(table([...people(2, 20), 'new@example.com']))).toEqual([])
  })

  test('may not remove more, even if others are added', () => {
    const told = '3 of 20 people would be removed, more than a tenth: `p0@example.com` and 2 more'
    expect(lossesOf(table(people(3, 20)))).toEqual([told])
    expect(lossesOf(table(people(3, 40)))).toEqual([told])
  })

  test('may not remove everybody', () => {
    expect(lossesOf('email\n')).toEqual(['there are no people in the export'])
    expect(imported('csv', { 'a.csv': 'email\n' }).losses).toEqual([
      'there are no people in the export'
    ])
  })

  test('may not remove more than a tenth of the members of groups', () => {
    expect(lossesOf(table(people(0, 20), people(2, 20)))).toEqual([])
    expect(lossesOf(table(people(0, 20), people(3, 20)))).toEqual([
      '3 of 20 members of groups would be removed, more than a tenth: `p0@example.com of all` and 2 more'
    ])
  })

  test('lists removed people once, with the files that name them', () => {
    const { summary } = imported('csv', { 'a.csv': table(people(1, 21)) }, { directory: before })
    expect(summary).toEqual([
      '`p0@example.com` is gone; now run `npx tenantry offboard p0@example.com`',
      'people: 20 (1 new, 0 changed, 1 gone)',
      'groups: 1 (0 new, 1 changed, 0 gone)'
    ])
  })
})

describe('one of several sources', () => {
  const path = 'platform/directory/ldap.yaml'
  const ann = 'email,groups\nann@example.com,fraud\n'

  test('gets a file of its own', () => {
    expect(imported('csv', { 'a.csv': ann }, { path })).toMatchObject({
      path,
      text:
        '# yaml-language-server: $schema=../../schemas/directory.json\n' +
        'people:\n  ann@example.com: {}\ngroups:\n  fraud:\n    - ann@example.com\n',
      losses: []
    })
  })

  test('advises to offboard only people who are in no other', () => {
    const others = {
      [path]: 'people: {ann@example.com: {}, bob@example.com: {}, carol@example.com: {}}\n',
      'platform/directory/cognito.yaml': 'people: {Bob@example.com: {}}\n'
    }
    expect(imported('csv', { 'a.csv': ann }, { path, others }).summary?.slice(0, -2)).toEqual([
      '`carol@example.com` is gone; now run `npx tenantry offboard carol@example.com`'
    ])
  })

  test('is read without the others, whatever is wrong with them', () => {
    const others = { 'platform/directory/cognito.yaml': '- [', [path]: 'complete: true\n' }
    expect(imported('csv', { 'a.csv': ann }, { path, others }).text).toContain('complete: true\n')
  })
})

describe('nobody is mistaken for somebody else', () => {
  test('if two people have the same name on their servers', () => {
    const person = (folder: string, email: string) =>
      `dn: uid=bob,ou=${folder}\nobjectClass: person\nuid: bob\nmail: ${email}\n\n`
    const people = person('a', 'bob@example.com') + person('b', 'robert@example.com')
    const group = (member: string) => `dn: cn=g\ncn: g\nobjectClass: group\n${member}\n`
    expect(imported('ldif', { 'a.ldif': people + group('memberUid: bob') }).told).toEqual([
      'invalid-export a.ldif:11 a member of `g` could be either of two entries in the export'
    ])
    const exact = imported('ldif', { 'a.ldif': people + group('member: uid=bob,ou=b') })
    expect(exact).toMatchObject({ told: [], left: [] })
    expect(exact.text).toContain('  g:\n    - robert@example.com\n')
  })

  test('if a user and a group have the same id, or none', () => {
    const user = (id: object, email: string) => ({ ...id, userName: email })
    const group = (id: object, displayName: string, ...members: readonly object[]) => ({
      ...id,
      displayName,
      members
    })
    const all = [
      user({ id: '1' }, 'ann@example.com'),
      user({ id: '2' }, 'bob@example.com'),
      user({}, 'cat@example.com'),
      group({ id: '1' }, 'plain', { value: '1' }, { value: '3' }),
      group({ id: '2' }, 'typed', { value: '1', type: 'Group' }, { value: '2', type: 'User' }),
      group({ id: '3' }, 'linked', { value: '2', $ref: 'https://a.b/v2/Groups/2' }),
      group({ id: '4' }, 'empty', { display: 'Cat' })
    ]
    const { text } = imported('scim', { 'a.json': JSON.stringify(all) })
    expect(text?.split('groups:\n')[1]).toBe(
      '  empty: []\n' +
        '  linked:\n    - group:typed\n' +
        '  plain:\n    - ann@example.com\n    - group:linked\n' +
        '  typed:\n    - bob@example.com\n    - group:plain\n'
    )
  })
})
