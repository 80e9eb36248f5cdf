// Copies the value of the field that `data-copy` names, and says so for people who cannot see the change.
for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  const said = document.getElementById(button.dataset.copySaid);
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      document.execCommand("copy");
    }
    said.textContent = button.dataset.copyDone;
  });
}

// Copies the text that the button itself carries; the button says that it is done.
for (const button of document.querySelectorAll("[data-copy-text]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copyText);
    button.querySelector("span").textContent = button.dataset.copyDone;
  });
}
