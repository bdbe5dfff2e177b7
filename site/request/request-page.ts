import { dataPath, type Page, scriptPath } from '../frame/frame.ts'
import { type Html, html } from '../frame/html.ts'
import type { Known } from './page-data.ts'

export const requestPath = 'request.html'

/** The names of the files with what the page knows. */
export const dataNames = { known: 'request', schemas: 'request-schemas' } as const

/** The page "Request a place"; its script draws the form. */
export function requestPage({ isPublic, names, repository }: Known): Page {
  const content = html`<p class="lead">Say what you need, and see at once whether you can have it and what you get.</p>
${isPublic ? publicNote : null}
<noscript><p>This page needs JavaScript, which runs on your machine alone.</p></noscript>
<div class="request" id="request" hidden>
<form id="form" autocomplete="off" novalidate>
${drawPlace(names.team)}
<div id="fields"></div>
</form>
<section class="result" id="result" aria-labelledby="result-title">
${drawResult(repository?.host)}
</section>
</div>
<h2>What happens next</h2>
<ol class="steps">
<li>Your request becomes a file in the repository of the platform. A person looks at it, and the same check as here runs again.</li>
<li>If the check asks for <code>npx tenantry generate</code>, the job <code>tenantry-fix</code> runs it and pushes what it made to your branch; on GitLab, start the
job in the merge request. To a fork nothing is pushed: there, somebody with a copy of the repository runs the command.</li>
<li>Once it is merged, your place is there after some minutes: reload Kubeflow, and choose it at the top.</li>
</ol>
<p class="note">This page is for new places. To change one that is there, change its file in the repository.</p>`
  return {
    path: requestPath,
    title: 'Request a place',
    content,
    scripts: [dataPath(dataNames.known), dataPath(dataNames.schemas), scriptPath('request')],
    workers: true
  }
}

const publicNote = html`<p class="note box">This page knows no names of people, groups, teams and other places. So it cannot say whether
such a name exists or is taken, what is granted to single places or teams, and whether limits that all places share are reached. The check of your
pull request says that. Everything else is judged here as there; names and numbers of the company's accounts are replaced in what is shown.</p>`

function drawPlace(teams: readonly string[] | undefined): Html {
  return html`<div class="first">
<div class="field"><label for="name">Name of the place</label>
<div class="help"><span id="name-help">Small letters, digits and hyphens. It cannot be changed later.</span></div>
<input type="text" id="name" aria-describedby="name-help name-note" placeholder="weather" autocomplete="off" autocapitalize="off" spellcheck="false" required>
<div class="notes" id="name-note"></div></div>
<div class="field"><label for="team">Team</label>
<div class="help"><span id="team-help">If the place belongs to one. Its people then approve changes, and it gets what the team may have.</span></div>
${
  teams === undefined
    ? html`<input type="text" id="team" aria-describedby="team-help" autocomplete="off" autocapitalize="off" spellcheck="false">`
    : html`<select id="team" aria-describedby="team-help"><option value="">none</option>${teams.map(name => html`<option value="${name}">${name}</option>`)}</select>`
}</div>
</div>`
}

function drawResult(host: string | undefined): Html {
  return html`<h2 id="result-title">Your request</h2>
<p id="status" class="status" role="status" aria-live="polite">Begin with the name and the person who answers for it.</p>
<ul id="mistakes" class="mistakes"></ul>
<p class="note" id="stand-in"></p>
<div id="general"></div>
<div class="actions">
${host ? html`<a class="button main" id="send" target="_blank" rel="noreferrer noopener" aria-disabled="true">Open on ${host}</a>` : null}
<button type="button" id="download">Download the file</button>
<button type="button" id="copy">Copy the text</button>
</div>
<p class="note" id="said" role="status"></p>
<h3 id="facts-title">What you get</h3>
<div id="facts" class="scroll" aria-labelledby="facts-title"><p class="note">It is shown here once there are no mistakes.</p></div>
<h3><label for="text">The file <code id="path"></code></label></h3>
<div class="help" id="text-help">You may also write here. What you write stays, and the form above follows.</div>
<textarea id="text" class="code" rows="10" aria-describedby="text-help text-note" spellcheck="false" autocapitalize="off" autocomplete="off"></textarea>
<p class="note" id="text-note" role="status"></p>
<h3 id="files-title">What is made from it</h3>
<div id="files" aria-labelledby="files-title"><p class="note">The files for Kubernetes are shown here once there are no mistakes.</p></div>`
}
