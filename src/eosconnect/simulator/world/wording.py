"""The texts of the user messages, in the four languages of the machine."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

__all__ = ["LANGUAGES", "WORDING", "Wording"]

LANGUAGES = ("en", "de", "fr", "it")


@attrs.frozen
class Wording:
    """A message: its id (module and event), how grave it is, and its text in each language."""

    id: str
    severity: str
    en: str
    de: str
    fr: str
    it: str

    def text(self, language: str, values: Mapping[str, str | float]) -> str:
        """The text with its values; numbers have a decimal comma except in English."""

        def plain(value: str | float) -> str:
            if isinstance(value, str):
                return value
            number = f"{value:g}"
            return number if language == "en" else number.replace(".", ",")

        template: str = getattr(self, language)
        return template.format(**{name: plain(value) for name, value in values.items()})


WORDING: Mapping[str, Wording] = {
    "job started": Wording(
        "12-1001",
        "Info",
        "Job {task} was started.",
        "Der Job {task} wurde gestartet.",
        "Le job {task} a été démarré.",
        "Il job {task} è stato avviato.",
    ),
    "flooding": Wording(
        "31-1010",
        "Info",
        "Flooding the process chamber with {gas}.",
        "Die Prozesskammer wird mit {gas} geflutet.",
        "Inertage de la chambre de fabrication avec {gas}.",
        "Inertizzazione della camera di processo con {gas}.",
    ),
    "oxygen reached": Wording(
        "31-1012",
        "Info",
        "The oxygen concentration is below {limit} %.",
        "Die Sauerstoffkonzentration liegt unter {limit} %.",
        "La concentration en oxygène est inférieure à {limit} %.",
        "La concentrazione di ossigeno è inferiore a {limit} %.",
    ),
    "temperature reached": Wording(
        "33-1004",
        "Info",
        "The process temperature of {target} °C is reached.",
        "Die Prozesstemperatur von {target} °C ist erreicht.",
        "La température de processus de {target} °C est atteinte.",
        "La temperatura di processo di {target} °C è stata raggiunta.",
    ),
    "building": Wording(
        "12-1005",
        "Info",
        "Building has begun: {layers} layers.",
        "Der Bauprozess hat begonnen: {layers} Schichten.",
        "La fabrication a commencé : {layers} couches.",
        "La costruzione è iniziata: {layers} strati.",
    ),
    "job finished": Wording(
        "12-1002",
        "Info",
        "Job {task} is finished.",
        "Der Job {task} ist beendet.",
        "Le job {task} est terminé.",
        "Il job {task} è terminato.",
    ),
    "job failed": Wording(
        "12-9003",
        "Error",
        "Job {task} was ended by the machine in layer {layer} of {layers}.",
        "Der Job {task} wurde in Schicht {layer} von {layers} durch die Maschine beendet.",
        "Le job {task} a été interrompu par la machine à la couche {layer} sur {layers}.",
        "Il job {task} è stato terminato dalla macchina allo strato {layer} di {layers}.",
    ),
    "job canceled": Wording(
        "12-5004",
        "Warning",
        "The user {user} canceled job {task}.",
        "Der Benutzer {user} hat den Job {task} abgebrochen.",
        "L'utilisateur {user} a annulé le job {task}.",
        "L'utente {user} ha annullato il job {task}.",
    ),
    "paused": Wording(
        "12-5006",
        "Warning",
        "The job was paused by the user {user}.",
        "Der Job wurde vom Benutzer {user} angehalten.",
        "Le job a été mis en pause par l'utilisateur {user}.",
        "Il job è stato messo in pausa dall'utente {user}.",
    ),
    "resumed": Wording(
        "12-1007",
        "Info",
        "The job continues.",
        "Der Job wird fortgesetzt.",
        "Le job reprend.",
        "Il job riprende.",
    ),
    "filter cleaning": Wording(
        "35-1020",
        "Info",
        "The filter is being cleaned; the job waits.",
        "Der Filter wird abgereinigt; der Job wartet.",
        "Nettoyage du filtre en cours ; le job est en attente.",
        "Pulizia del filtro in corso; il job è in attesa.",
    ),
    "filter cleaned": Wording(
        "35-1021",
        "Info",
        "The filter has been cleaned.",
        "Die Filterabreinigung ist abgeschlossen.",
        "Le filtre a été nettoyé.",
        "La pulizia del filtro è terminata.",
    ),
    "oxygen rising": Wording(
        "31-5011",
        "Warning",
        "The oxygen concentration in the process chamber exceeds {limit} %. Check the door seal and the gas supply.",
        "Die Sauerstoffkonzentration in der Prozesskammer übersteigt {limit} %. Türdichtung und Gasversorgung prüfen.",
        "La concentration en oxygène dans la chambre dépasse {limit} %. Contrôler le joint de porte et le gaz.",
        "La concentrazione di ossigeno nella camera supera {limit} %. Controllare la guarnizione e il gas.",
    ),
    "oxygen too high": Wording(
        "31-9011",
        "Error",
        "The oxygen concentration in the process chamber exceeds {limit} %. The exposure was stopped.",
        "Die Sauerstoffkonzentration in der Prozesskammer übersteigt {limit} %. Die Belichtung wurde gestoppt.",
        "La concentration en oxygène dans la chambre dépasse {limit} %. L'exposition a été arrêtée.",
        "La concentrazione di ossigeno nella camera supera {limit} %. L'esposizione è stata interrotta.",
    ),
    "recoater torque high": Wording(
        "34-5030",
        "Warning",
        "The recoater meets resistance. Check the powder bed for raised parts.",
        "Der Beschichter trifft auf Widerstand. Pulverbett auf hochstehende Bauteile prüfen.",
        "Le recoater rencontre une résistance. Vérifier si des pièces dépassent du lit de poudre.",
        "Il recoater incontra resistenza. Controllare che nessun pezzo sporga dal letto di polvere.",
    ),
    "recoater blocked": Wording(
        "34-9031",
        "Error",
        "The recoater is blocked: it touched a part.",
        "Der Beschichter ist blockiert: Kollision mit einem Bauteil.",
        "Le recoater est bloqué : collision avec une pièce.",
        "Il recoater è bloccato: collisione con un pezzo.",
    ),
    "filter loaded": Wording(
        "35-5022",
        "Warning",
        "The filter is nearly clogged. Plan to change it.",
        "Der Filter ist nahezu zugesetzt. Filterwechsel einplanen.",
        "Le filtre est presque colmaté. Prévoir son remplacement.",
        "Il filtro è quasi intasato. Pianificarne la sostituzione.",
    ),
    "gas flow too low": Wording(
        "35-9023",
        "Error",
        "The gas flow over the building area is too low: the filter is clogged. Change the filter.",
        "Die Gasströmung über dem Baufeld ist zu gering: Der Filter ist zugesetzt. Filter wechseln.",
        "Le flux de gaz au-dessus de la zone de fabrication est trop faible : filtre colmaté. Remplacer le filtre.",
        "Il flusso di gas sopra l'area di costruzione è troppo basso: filtro intasato. Sostituire il filtro.",
    ),
    "laser temperature high": Wording(
        "36-5040",
        "Warning",
        "The laser is warmer than {limit} °C. Check the cooling water.",
        "Der Laser ist wärmer als {limit} °C. Kühlwasser prüfen.",
        "La température du laser dépasse {limit} °C. Contrôler l'eau de refroidissement.",
        "Il laser supera {limit} °C. Controllare l'acqua di raffreddamento.",
    ),
    "laser too hot": Wording(
        "36-9041",
        "FatalError",
        "The laser was switched off: its temperature exceeds {limit} °C.",
        "Der Laser wurde abgeschaltet: Die Temperatur übersteigt {limit} °C.",
        "Le laser a été coupé : sa température dépasse {limit} °C.",
        "Il laser è stato spento: la temperatura supera {limit} °C.",
    ),
    "powder low": Wording(
        "34-5050",
        "Warning",
        "Little powder is left. Fill up powder.",
        "Der Pulvervorrat ist gering. Pulver nachfüllen.",
        "Il reste peu de poudre. Ajouter de la poudre.",
        "Rimane poca polvere. Aggiungere polvere.",
    ),
    "powder empty": Wording(
        "34-9051",
        "Error",
        "There is no powder for the next layer.",
        "Für die nächste Schicht ist kein Pulver vorhanden.",
        "Il n'y a plus de poudre pour la couche suivante.",
        "Non c'è polvere per lo strato successivo.",
    ),
    "chamber temperature falling": Wording(
        "33-5060",
        "Warning",
        "The process chamber is colder than its set point of {target} °C.",
        "Die Prozesskammer ist kälter als der Sollwert von {target} °C.",
        "La chambre de fabrication est plus froide que la consigne de {target} °C.",
        "La camera di processo è più fredda del valore nominale di {target} °C.",
    ),
    "chamber too cold": Wording(
        "33-9061",
        "Error",
        "The process chamber is colder than {limit} °C: a heater has failed.",
        "Die Prozesskammer ist kälter als {limit} °C: Eine Heizung ist ausgefallen.",
        "La chambre de fabrication est à moins de {limit} °C : un élément chauffant est défaillant.",
        "La camera di processo è sotto {limit} °C: un riscaldatore è guasto.",
    ),
    "emergency stop": Wording(
        "11-9001",
        "FatalError",
        "The emergency stop was pressed.",
        "Der Not-Halt wurde betätigt.",
        "L'arrêt d'urgence a été actionné.",
        "È stato premuto l'arresto di emergenza.",
    ),
    "door opened": Wording(
        "11-1030",
        "Info",
        "The door of the process chamber was opened.",
        "Die Tür der Prozesskammer wurde geöffnet.",
        "La porte de la chambre de fabrication a été ouverte.",
        "La porta della camera di processo è stata aperta.",
    ),
    "door closed": Wording(
        "11-1031",
        "Info",
        "The door of the process chamber was closed.",
        "Die Tür der Prozesskammer wurde geschlossen.",
        "La porte de la chambre de fabrication a été fermée.",
        "La porta della camera di processo è stata chiusa.",
    ),
    "maintenance begun": Wording(
        "11-1040",
        "Info",
        "Maintenance has begun.",
        "Die Wartung hat begonnen.",
        "La maintenance a commencé.",
        "La manutenzione è iniziata.",
    ),
    "maintenance done": Wording(
        "11-1041",
        "Info",
        "Maintenance is finished.",
        "Die Wartung ist beendet.",
        "La maintenance est terminée.",
        "La manutenzione è terminata.",
    ),
    "filter changed": Wording(
        "35-1024",
        "Info",
        "A new filter was installed.",
        "Ein neuer Filter wurde eingebaut.",
        "Un nouveau filtre a été installé.",
        "È stato installato un nuovo filtro.",
    ),
    "disk filling": Wording(
        "51-5001",
        "Warning",
        "The data disk has {free} GB left. Delete old jobs.",
        "Auf der Datenfestplatte sind noch {free} GB frei. Alte Jobs löschen.",
        "Il reste {free} Go sur le disque de données. Supprimer d'anciens jobs.",
        "Sul disco dati restano {free} GB. Eliminare i vecchi job.",
    ),
}
