"""Asking for a file. What is asked holds nothing once it is answered: the dialog goes with its answer."""

from PySide6.QtWidgets import QFileDialog, QWidget


def choose_file(parent: QWidget, title: str, filters: str = "", *, several: bool = False) -> QFileDialog:
    """Ask for a file that is there, or for `several`; connect to `fileSelected`, or to `filesSelected`."""
    dialog = QFileDialog(parent, title, filter=filters)
    modes = QFileDialog.FileMode
    dialog.setFileMode(modes.ExistingFiles if several else modes.ExistingFile)
    return _opened(dialog)


def choose_place(
    parent: QWidget, title: str, name: str, filters: str = "", *, suffix: str = ""
) -> QFileDialog:
    """Ask where to save, as `name` at first; connect to `fileSelected`. A name without a `suffix` gets this one."""
    dialog = QFileDialog(parent, title, filter=filters)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(suffix)
    dialog.selectFile(name)
    return _opened(dialog)


def _opened(dialog: QFileDialog) -> QFileDialog:
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
