import type { Source } from '../../src/diagnostics/source.ts'
import type { Style } from './assets.ts'
import { type Html, html, json, nothing } from './html.ts'

/** What all pages of a site share. */
export interface Frame {
  /** The pages of the navigation, in order. */
  readonly links: readonly Link[]
  readonly today: string
  /** Whether everybody may read it. */
  readonly isPublic?: boolean
}

interface Link {
  readonly path: string
  readonly text: string
}

export interface Page {
  /** Such as `tenants/fraud.html`. */
  readonly path: string
  readonly title: string
  /** Below the title. */
  readonly content: Html
  /** The scripts of the site that it runs, in order. */
  readonly scripts?: readonly string[]
  /** Whether it makes a second thread of its own script. */
  readonly workers?: boolean
}

/** Nothing comes from elsewhere and nothing goes anywhere. A page that is opened from a file has the scheme as its origin. */
const policy = [
  "default-src 'none'",
  "style-src 'self' file:",
  "script-src 'self' file:",
  "base-uri 'none'",
  "form-action 'none'"
].join('; ')

const secret = 'These pages say who may do what: show them only to those who may know.'

/** A page of the site. */
export function framed(page: Page, frame: Frame): Source {
  const { path, title, content, scripts = [], workers = false } = page
  const up = '../'.repeat(path.split('/').length - 1)
  const head = html`<link rel="stylesheet" href="${up}style.css">
${scripts.map(script => html`<script src="${up}${script}" defer></script>\n`)}`
  const top = html`<header class="top">
<a class="brand" href="${up}${frame.links[0]?.path ?? path}">Tenantry</a>
${navigation(path, frame.links, up)}
</header>`
  const foot = html`<footer>As of ${frame.today}. ${frame.isPublic ? null : secret}</footer>`
  const own = workers ? `${policy}; worker-src blob:` : policy
  return { path, text: written({ title, policy: own, head, top, content, foot }) }
}

/** A page that is one file with its style in it, and runs nothing. */
export function alone({ title, content }: Pick<Page, 'title' | 'content'>, style: Style): string {
  const own = `default-src 'none'; style-src 'sha256-${style.hash}'; base-uri 'none'; form-action 'none'`
  const sheet: Html = { html: style.text }
  const head = html`<style>${sheet}</style>`
  return written({ title, policy: own, head, top: nothing, content, foot: nothing })
}

interface Parts {
  readonly title: string
  readonly policy: string
  readonly head: Html
  readonly top: Html
  readonly content: Html
  readonly foot: Html
}

function written({ title, policy, head, top, content, foot }: Parts): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${title} - Tenantry</title>
${head}
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
${top}
<main id="content" tabindex="-1">
<h1>${title}</h1>
${content}
</main>
${foot}
</body>
</html>
`.html
}

function navigation(path: string, links: readonly Link[], up: string): Html {
  if (links.length < 2) return nothing
  const items = links.map(link => {
    const current = link.path === path ? html` aria-current="page"` : null
    return html`<li><a href="${up}${link.path}"${current}>${link.text}</a></li>\n`
  })
  return html`<nav aria-label="Pages"><ul>
${items}</ul></nav>`
}

/** Data as a script, because a page that was opened from a file may load nothing else. */
export function dataFile(name: string, data: unknown): Source {
  return { path: dataPath(name), text: `(globalThis.tenantryData??={})["${name}"]=${json(data)}\n` }
}

export function dataPath(name: string): string {
  return `data/${name}.js`
}

export function scriptPath(name: string): string {
  return `scripts/${name}.js`
}
