"""The files Telegram holds: what was uploaded, under ids that can be sent again."""

from __future__ import annotations

import asyncio
import mimetypes
import secrets
from dataclasses import dataclass, field
from pathlib import PurePath

from .arguments import Upload
from .errors import bad_request
from .limits import DOWNLOAD_BYTES, UPLOAD_BYTES
from .message import Json
from .pictures import Picture, photo_sizes, thumbnail
from .videos import VideoFacts, read_video

FOLDERS = {"photo": "photos", "video": "videos", "animation": "animations", "thumbnail": "thumbnails"}
TYPE_NAMES = {
    "photo": "Photo",
    "video": "Video",
    "animation": "Animation",
    "document": "Document",
    "thumbnail": "Thumbnail",
}
WRONG_FILE = "wrong file identifier/HTTP URL specified"


@dataclass(frozen=True)
class Media:
    """What a message shows of a file: the value of its field `kind` (sizes of a photo, a Video, ...)."""

    kind: str
    value: Json | list[Json]

    def content(self) -> Json:
        content: Json = {self.kind: self.value}
        if self.kind == "animation" and isinstance(self.value, dict):
            # Telegram repeats an animation as a document for clients that know no animations.
            document = {k: v for k, v in self.value.items() if k not in {"width", "height", "duration"}}
            content["document"] = document
        return content


@dataclass(frozen=True)
class StoredFile:
    file_id: str
    unique_id: str
    path: str
    kind: str
    content_type: str
    data: bytes = field(repr=False)

    def brief(self) -> Json:
        return {"file_id": self.file_id, "file_unique_id": self.unique_id, "file_size": len(self.data)}


class Files:
    """Everything is held in memory, as long as the server lives."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}
        self._media: dict[str, Media] = {}

    def get(self, file_id: str) -> StoredFile | None:
        return self._by_id.get(file_id)

    def at(self, path: str) -> StoredFile | None:
        return self._by_path.get(path)

    def described(self, file_id: str) -> Json:
        """The `File` object of getFile; bots fetch at most 20 MB."""
        stored = self._by_id.get(file_id)
        if stored is None:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        if len(stored.data) > DOWNLOAD_BYTES:
            raise bad_request("file is too big")
        return {**stored.brief(), "file_path": stored.path}

    def again(self, file_id: str, kind: str) -> Media:
        """The media of a file that was sent before."""
        stored, media = self._by_id.get(file_id), self._media.get(file_id)
        if stored is None:
            raise bad_request(WRONG_FILE)
        if media is None or media.kind != kind:
            raise bad_request(f"can't use file of type {TYPE_NAMES[stored.kind]} as {TYPE_NAMES[kind]}")
        return media

    async def receive(self, upload: Upload, kind: str, options: Json, cover: Upload | None = None) -> Media:
        """Stores an upload as a photo, video, animation or document.

        options: what the sender says of a video (width, height, duration). A video that cannot be
        played becomes a document, as it does at Telegram.
        """
        if not upload.data:
            raise bad_request("file must be non-empty")
        if len(upload.data) > UPLOAD_BYTES:
            raise bad_request(f"file of size {len(upload.data)} bytes is too big")
        if kind == "photo":
            return self._keep_photo(await asyncio.to_thread(photo_sizes, upload.data))
        small = await asyncio.to_thread(thumbnail, cover.data) if cover else None
        if kind in {"video", "animation"}:
            facts = await asyncio.to_thread(read_video, upload.data)
            if facts is not None:
                return self._keep_video(upload, kind, facts, options, small)
        return self._keep_document(upload, small)

    def _keep_photo(self, sizes: list[Picture]) -> Media:
        stored = [self._store(size.data, "photo", "image/jpeg", ".jpg") for size in sizes]
        value = [
            {**file.brief(), "width": size.width, "height": size.height}
            for file, size in zip(stored, sizes, strict=True)
        ]
        media = Media("photo", value)
        self._media.update({file.file_id: media for file in stored})
        return media

    def _keep_video(
        self, upload: Upload, kind: str, facts: VideoFacts, options: Json, small: Picture | None
    ) -> Media:
        file = self._store(upload.data, kind, _content_type(upload, "video/mp4"), _suffix(upload, ".mp4"))
        value: Json = {
            **file.brief(),
            "width": options.get("width") or facts.width,
            "height": options.get("height") or facts.height,
            "duration": options.get("duration") or facts.duration,
            "mime_type": file.content_type,
        }
        return self._remember(file, kind, value, upload, small or facts.first)

    def _keep_document(self, upload: Upload, small: Picture | None) -> Media:
        file = self._store(
            upload.data, "document", _content_type(upload, "application/octet-stream"), _suffix(upload, "")
        )
        value: Json = {**file.brief(), "mime_type": file.content_type}
        return self._remember(file, "document", value, upload, small)

    def _remember(
        self, file: StoredFile, kind: str, value: Json, upload: Upload, small: Picture | None
    ) -> Media:
        if upload.name:
            value["file_name"] = PurePath(upload.name).name
        if small is not None:
            value["thumbnail"] = self._keep_thumbnail(small)
        media = Media(kind, value)
        self._media[file.file_id] = media
        return media

    def _keep_thumbnail(self, small: Picture) -> Json:
        file = self._store(small.data, "thumbnail", "image/jpeg", ".jpg")
        return {**file.brief(), "width": small.width, "height": small.height}

    def _store(self, data: bytes, kind: str, content_type: str, suffix: str) -> StoredFile:
        folder = FOLDERS.get(kind, "documents")
        number = sum(path.startswith(folder) for path in self._by_path)
        file = StoredFile(
            file_id=f"{TYPE_NAMES[kind][:1]}gAC{secrets.token_urlsafe(36)}",
            unique_id=f"AQAD{secrets.token_urlsafe(9)}",
            path=f"{folder}/file_{number}{suffix}",
            kind=kind,
            content_type=content_type,
            data=data,
        )
        self._by_id[file.file_id] = self._by_path[file.path] = file
        return file


def _content_type(upload: Upload, default: str) -> str:
    guessed, _ = mimetypes.guess_type(upload.name or "")
    return guessed or upload.content_type or default


def _suffix(upload: Upload, default: str) -> str:
    return PurePath(upload.name or "").suffix or default
