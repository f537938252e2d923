"""What every test can ask for. Alice leads the case, Bob reviews in it, Carol reads, Charlie is a stranger."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest

from tests.scheduling import pytest_collection_modifyitems, pytest_xdist_make_scheduler  # noqa: F401

if TYPE_CHECKING:
    from esgcheck.accounts.models import User
    from esgcheck.cases.models import Case
    from esgcheck.documents.models import Version
    from tests.remembering import Memory

hypothesis.settings.register_profile("here", deadline=None)  # a busy machine is no bug
hypothesis.settings.load_profile("here")

SHARED = Path(__file__).resolve().parent.parent.parent / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real inputs, or a skip that says that it is not there."""
    if not SHARED.is_dir():
        pytest.skip("the real inputs (../shared/data) are not here")
    return SHARED


@pytest.fixture(scope="session", autouse=True)
def _static_folder() -> None:
    """WhiteNoise warns when there is none, as in a fresh clone; a live server is made before any test's settings."""
    from django.conf import settings

    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(autouse=True)
def _own_folders(settings: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Files and images of a test go to its own folder, and no test talks to a broker."""
    var = tmp_path_factory.mktemp("var")
    settings.FILES_DIR = var / "files"
    settings.IMAGES_DIR = var / "images"
    settings.SEARCH_DIR = var / "search"
    settings.STATIC_ROOT = var / "static"
    settings.STATIC_ROOT.mkdir()
    settings.JOBS_PUBLISH = False
    settings.EMBEDDING = False  # tests that need vectors say so: each passage costs some milliseconds
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture
def make_user(db: None) -> Callable[[str], User]:
    from esgcheck.accounts.models import User

    def make(name: str) -> User:
        return User.objects.create_user(name.lower(), f"{name.lower()}@example.org", "correct horse", name=name)

    return make


@pytest.fixture
def alice(make_user: Callable[[str], User]) -> User:
    return make_user("Alice")


@pytest.fixture
def bob(make_user: Callable[[str], User]) -> User:
    return make_user("Bob")


@pytest.fixture
def carol(make_user: Callable[[str], User]) -> User:
    return make_user("Carol")


@pytest.fixture
def charlie(make_user: Callable[[str], User]) -> User:
    return make_user("Charlie")


@pytest.fixture
def case(alice: User, bob: User, carol: User) -> Case:
    from esgcheck.cases.models import Membership, Role
    from esgcheck.cases.people import open_case

    case = open_case(title="Harbour Lights", organisation="Nordholm Instruments", by=alice)
    Membership.objects.create(case=case, user=bob, role=Role.REVIEWER)
    Membership.objects.create(case=case, user=carol, role=Role.READER)
    return case


REPORT_TEXT = """Sustainability Report

Independent review

In his review, the lawyer concluded: “We do not find that the company intended to harm anybody in the five projects.”

In 2023 we reduced our Scope 1 emissions by 32 % compared with 2019, to 12,400 tCO2e.

We will source 100 % renewable electricity by 2030.

All our sites are certified to ISO 14001.
"""

SOURCE_TEXT = """WEBVTT

00:00:05.000 --> 00:00:12.000
<v Moderator>Welcome. Our guest reviewed five projects for the company.

00:00:12.000 --> 00:00:20.000
<v Ann Prosser>We do not find that the company intended to harm anybody in the five projects.

00:00:20.000 --> 00:00:29.000
<v Ann Prosser>But there were some failings, and we told them: this is a problem. We will not absolve the company.

00:00:29.000 --> 00:00:40.000
<v Ann Prosser>Scope 1 emissions fell by 9 % in 2023, as far as we could see from the data.
"""


@pytest.fixture
def upload(case: Case, alice: User) -> Callable[..., Version]:
    """Upload a text into the case; it is read when ``pipeline.run_everything()`` is called."""
    from esgcheck import pipeline

    def bring(text: str | bytes, kind: str = "source", filename: str = "note.txt", title: str = "") -> Version:
        data = text.encode() if isinstance(text, str) else text
        return pipeline.upload(case=case, kind=kind, filename=filename, chunks=[data], by=alice, title=title)

    return bring


@pytest.fixture(scope="session")
def memory(tmp_path_factory: pytest.TempPathFactory) -> Memory:
    """What fixtures had the pipeline work out before in this process (``tests.remembering``)."""
    from tests.remembering import Memory

    return Memory(tmp_path_factory.mktemp("remembered"))


@pytest.fixture
def worked_case(case: Case, upload: Callable[..., Version], memory: Memory) -> Case:
    """The case with a short report and a transcript, both read, claims found and checked."""
    from esgcheck import pipeline

    def work() -> None:
        upload(REPORT_TEXT, "report", "report.txt", "Report 2023")
        upload(SOURCE_TEXT, "source", "talk.vtt", "Talk in Sydney")
        pipeline.run_everything()

    memory.bring(case, work)
    return case
