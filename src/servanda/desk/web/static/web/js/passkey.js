// Shows what needs a passkey where the browser knows them, and says when no passkey was used.
if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll("[data-passkey]")) form.hidden = false;
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const said of document.querySelectorAll("[data-passkey-problem]")) {
    said.textContent = said.dataset.passkeyProblem;
    said.hidden = false;
  }
});
