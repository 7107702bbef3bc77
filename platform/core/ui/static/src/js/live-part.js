// <live-part id=… every=5 src=…>: asks `src` (this page, if none is named) every so many seconds and takes its own place
// from the answer, until the answer no longer says `every`. A bad line keeps what is shown. Without script nothing moves.
class LivePart extends HTMLElement {
  #timer;

  connectedCallback() {
    const seconds = Number(this.getAttribute("every"));
    if (seconds) this.#timer = setTimeout(() => this.#ask(), seconds * 1000);
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
  }

  async #ask() {
    const answer = await fetch(this.getAttribute("src") ?? location.href).catch(() => null);
    const fresh = answer?.ok && this.#mine(await answer.text());
    if (!this.isConnected) return;
    if (answer?.ok && !fresh) location.reload(); // signed out meanwhile: the page itself says so
    else if (!fresh || fresh.isEqualNode(this)) this.connectedCallback();
    else this.#give(fresh);
  }

  #mine(text) {
    return new DOMParser().parseFromString(text, "text/html").getElementById(this.id);
  }

  // Who has reached a link by keyboard stays on it.
  #give(fresh) {
    const href = this.contains(document.activeElement) && document.activeElement.getAttribute("href");
    this.replaceWith(fresh);
    if (href) fresh.querySelector(`a[href="${CSS.escape(href)}"]`)?.focus({ preventScroll: true });
  }
}
customElements.define("live-part", LivePart);
