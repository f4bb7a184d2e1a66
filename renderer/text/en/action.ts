export default {
  cancel: 'Cancel',
  close: 'Close',
  chooseFiles: 'Choose files…',
  tryAgain: 'Try again',
  open: 'Open',
  save: 'Save',
  undo: 'Undo',
  redo: 'Redo',
}
