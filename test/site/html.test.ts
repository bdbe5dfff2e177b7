import { expect, test } from 'vitest'
import { alone, dataFile, framed } from '../../site/frame/frame.ts'
import { html, json } from '../../site/frame/html.ts'
import { hostile } from './support/hostile.ts'

test('html escapes whatever is put into it', () => {
  const { html: text } = html`<p title="${hostile}">${[hostile, html`<b>${hostile}</b>`]}</p>`
  expect(text.match(/<[a-z]+/g)).toEqual(['<p', '<b'])
  expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
  expect(text).toContain(
    '&lt;/script&gt;&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;\\u202e'
  )
})

test('a script of data holds what was put in, and nothing that ends it', () => {
  expect(json({ [hostile]: [hostile] })).not.toMatch(/[<\u2028\u2029]/)
  expect(JSON.parse(json([hostile]))).toEqual([hostile])
  expect(dataFile('rows', [1]).text).toContain('["rows"]=[1]')
})

test('a page allows its own files and nothing else; one that is alone allows its style', () => {
  const frame = { links: [], today: '2026-06-15' }
  const page = {
    path: 'tenants/a.html',
    title: hostile,
    content: html`<p>a</p>`,
    scripts: ['a.js']
  }
  const { text } = framed(page, frame)
  expect(text).toContain(`default-src &#39;none&#39;; style-src &#39;self&#39; file:`)
  expect(text).toContain('<script src="../a.js" defer></script>')
  expect(text).not.toMatch(/<img|https?:|<style|style="|\son[a-z]+="/)
  const own = alone(page, { text: 'p{color:red}', hash: 'abc=' })
  expect(own).toContain('style-src &#39;sha256-abc=&#39;')
  expect(own).not.toContain('<script')
})
